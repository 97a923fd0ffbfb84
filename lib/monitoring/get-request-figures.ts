import { now } from '../clock';
import type { Ctx } from '../context';
import { metrics } from '../metrics';
import { authorize } from '../permissions';

export type RequestFigures = {
  /** When this process began to count. */
  since: string;
  routes: RouteFigures[];
};

export type RouteFigures = {
  method: string;
  /** A template, or a kind: page, action, static. */
  route: string;
  count: number;
  /** In milliseconds; null beyond what is measured. */
  p50: number | null;
  p95: number | null;
  p99: number | null;
  /** Answers 4xx and 5xx, as shares from 0 to 1. */
  refused: number;
  failed: number;
};

type Tally = {
  method: string;
  route: string;
  count: number;
  refused: number;
  failed: number;
  /** Answers up to each bound, in seconds. */
  upTo: Map<number, number>;
};

/** How quickly this process has answered since it started, route by route, the busiest first. */
export async function getRequestFigures(ctx: Ctx): Promise<RequestFigures> {
  authorize(ctx, 'monitoring.view-jobs');
  const tallies = new Map<string, Tally>();
  const { values } = await metrics().requests.get();
  for (const { metricName, labels, value } of values) {
    const { method = '', route = '', status = '', le }: Record<string, string | number | undefined> = labels;
    const key = `${method} ${route}`;
    const tally = tallies.get(key) ?? newTally(String(method), String(route));
    tallies.set(key, tally);
    if (metricName?.endsWith('_bucket') && le !== '+Inf')
      tally.upTo.set(Number(le), (tally.upTo.get(Number(le)) ?? 0) + value);
    if (metricName?.endsWith('_count')) {
      tally.count += value;
      if (Number(status) >= 500) tally.failed += value;
      else if (Number(status) >= 400) tally.refused += value;
    }
  }
  return {
    since: new Date(now().getTime() - process.uptime() * 1_000).toISOString(),
    routes: [...tallies.values()].map(figuresOf).sort((a, b) => b.count - a.count),
  };
}

const newTally = (method: string, route: string): Tally => ({
  method,
  route,
  count: 0,
  refused: 0,
  failed: 0,
  upTo: new Map(),
});

function figuresOf({ upTo, count, refused, failed, ...of }: Tally): RouteFigures {
  const ms = (share: number) => {
    const seconds = percentile(upTo, count, share);
    return seconds === null ? null : seconds * 1_000;
  };
  return {
    ...of,
    count,
    p50: ms(0.5),
    p95: ms(0.95),
    p99: ms(0.99),
    refused: refused / count,
    failed: failed / count,
  };
}

/**
 * Reads a percentile from a histogram as Prometheus does: as if answers lay evenly between two bounds.
 * @param upTo how many answers took no longer than each bound
 * @returns null when it lies beyond the last bound
 */
export function percentile(upTo: Map<number, number>, count: number, share: number): number | null {
  const wanted = count * share;
  let [below, before] = [0, 0];
  for (const [bound, reached] of [...upTo].sort(([a], [b]) => a - b)) {
    if (reached >= wanted && reached > before)
      return below + ((bound - below) * (wanted - before)) / (reached - before);
    [below, before] = [bound, reached];
  }
  return null;
}
