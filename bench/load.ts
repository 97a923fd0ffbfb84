import { setTimeout as sleep } from 'node:timers/promises';
import type { Sample } from './sample';

/** Does the numbered thing once, over the numbered connection. */
export type Act = (number: number, connection: number) => Promise<unknown>;

/** As many at once as there are connections, each the next as soon as its last one is answered, for some time. */
export async function closedLoop(connections: number, milliseconds: number, act: Act): Promise<Sample> {
  let number = 0;
  return drain(
    connections,
    (begin) => (performance.now() - begin < milliseconds ? number++ : undefined),
    act,
  );
}

/** The same for a number of things that must all be done. */
export async function allOf(count: number, connections: number, act: Act): Promise<Sample> {
  let number = 0;
  return drain(connections, () => (number < count ? number++ : undefined), act);
}

async function drain(
  connections: number,
  next: (begin: number) => number | undefined,
  act: Act,
): Promise<Sample> {
  const latencies: number[] = [];
  const begin = performance.now();
  const one = async (connection: number) => {
    for (let number = next(begin); number !== undefined; number = next(begin)) {
      const sent = performance.now();
      await act(number, connection);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, connection) => one(connection)));
  return { latencies, seconds: (performance.now() - begin) / 1000 };
}

/**
 * A fixed number a second, whatever the answers do: each has its moment from the start, and its latency counts from that moment,
 * so that a server that stands still is charged for all that should have been asked meanwhile.
 */
export async function openLoop(perSecond: number, count: number, act: Act): Promise<Sample> {
  const latencies: number[] = [];
  const pending: Promise<void>[] = [];
  const begin = performance.now();
  for (let number = 0; number < count; number += 1) {
    const moment = begin + (number * 1000) / perSecond;
    const early = moment - performance.now();
    if (early > 0) await sleep(Math.ceil(early));
    pending.push(act(number, number).then(() => void latencies.push(performance.now() - moment)));
  }
  await Promise.all(pending);
  return { latencies, seconds: (performance.now() - begin) / 1000 };
}

/** One thing and how long it took. */
export async function timed(work: () => Promise<unknown>): Promise<Sample> {
  return allOf(1, 1, work);
}
