import { describe, expect, it } from 'vitest';
import { allOf, openLoop } from './load';
import { percentile, roundOf, spreadOf } from './sample';

describe('percentiles', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1);

  it('are values that were really measured, the smallest that enough others do not exceed', () => {
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
    expect(() => percentile([], 0.5)).toThrow('nothing');
  });

  it('do not depend on the order in which answers came', () => {
    const round = roundOf({ latencies: hundred.toReversed(), seconds: 4 });
    expect(round).toEqual({ count: 100, perSecond: 25, p50: 50, p95: 95, p99: 99, max: 100 });
  });

  it('spread over rounds: the middle, the least and the most', () => {
    expect(spreadOf([9, 1, 5])).toEqual({ median: 5, least: 1, most: 9 });
    expect(spreadOf([4, 1, 9, 2])).toEqual({ median: 3, least: 1, most: 9 });
  });
});

describe('load', () => {
  it('does each numbered thing once', async () => {
    const done: number[] = [];
    const { latencies } = await allOf(25, 4, (number) => Promise.resolve(done.push(number)));
    expect(latencies).toHaveLength(25);
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, at) => at));
  });

  it('at a fixed rate counts the wait of all that should have been asked while nothing was answered', async () => {
    // The first answer keeps the others waiting, as a server that stands still does.
    let free: Promise<unknown> = new Promise((go) => setTimeout(go, 200));
    const inTurn = () => (free = free.then(() => undefined));
    const { latencies } = await openLoop(100, 10, inTurn);
    expect(latencies).toHaveLength(10);
    // Asked at 0, 10, … 90 ms and answered after 200: a client that waits before it asks again would see one slow answer.
    expect(latencies.filter((latency) => latency > 90)).toHaveLength(10);
  });
});
