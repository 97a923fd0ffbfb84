import type { AsyncLocalStorage } from 'node:async_hooks';

type Arrival = { isHeard: boolean };

const arrival = () =>
  (globalThis as { tributaryArrivals?: AsyncLocalStorage<Arrival> }).tributaryArrivals?.getStore();

/** From here on a failure is ours: before, Next.js could not read what was sent. bin/unheard.mjs tells the two apart. */
export function noteHeard() {
  const present = arrival();
  if (present) present.isHeard = true;
}

/** Whether anything of ours has begun to answer the present request. */
export function isHeard() {
  return arrival()?.isHeard ?? true;
}
