/** What one round of one way has come to: latencies in milliseconds. */
export type Round = { count: number; perSecond: number; p50: number; p95: number; p99: number; max: number };

/** The latencies of some requests, and how long all of them took together. */
export type Sample = { latencies: number[]; seconds: number };

/** The smallest value that a share of all values does not exceed. */
export function percentile(sorted: readonly number[], share: number) {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('a percentile of nothing');
  return value;
}

export function roundOf({ latencies, seconds }: Sample): Round {
  const sorted = [...latencies].sort((a, b) => a - b);
  return {
    count: sorted.length,
    perSecond: sorted.length / seconds,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    max: percentile(sorted, 1),
  };
}

export type Spread = { median: number; least: number; most: number };

/** Median and range of a figure over the rounds. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = percentile(sorted, (middle + 1) / sorted.length);
  const lower = sorted.length % 2 === 1 ? upper : percentile(sorted, middle / sorted.length);
  return { median: (lower + upper) / 2, least: percentile(sorted, 0), most: percentile(sorted, 1) };
}
