import { isEnding } from './shutdown.mjs';

const begin = Date.now();
const HEARTBEAT_MS = 10_000;

/** Seconds since the command began. */
export const elapsed = () => `${Math.round((Date.now() - begin) / 1000)} s`;

export const say = (line) => console.log(`[${elapsed().padStart(5)}] ${line}`);

/** Says what is being done and, while it takes long, that it still is. */
export async function step(doing, work) {
  // Once the end has begun, nothing new does; the process is gone in a moment.
  if (isEnding()) await new Promise(() => undefined);
  say(`${doing} …`);
  const since = Date.now();
  const heartbeat = setInterval(
    () => say(`${doing} … still at it (${Math.round((Date.now() - since) / 1000)} s)`),
    HEARTBEAT_MS,
  );
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
  }
}
