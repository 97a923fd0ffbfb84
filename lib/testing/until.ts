import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until there is something to see. @throws Error after `patienceMs` */
export async function until<T>(
  look: () => Promise<T | null | undefined | false>,
  patienceMs = 15_000,
  pauseMs = 20,
): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > end) throw new Error(`not seen within ${patienceMs} ms: ${look.toString()}`);
    await sleep(pauseMs);
  }
}
