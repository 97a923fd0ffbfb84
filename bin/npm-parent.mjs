import { commandOf, isAlive, parentOf } from './process-table.mjs';

const LOOK_MS = 1_000;

/** npm runs us through a shell, and passes a SIGTERM on to that alone: without this, whoever ends "npm start" ends only npm. */
export function whenNpmIsGone(stop) {
  const above = [process.ppid, parentOf(process.ppid)].filter((pid) => /\bnpm\b|\bsh\b/.test(commandOf(pid)));
  if (!process.env.npm_lifecycle_event || above.length === 0) return;
  const watch = setInterval(() => {
    if (above.every(isAlive)) return;
    clearInterval(watch);
    stop();
  }, LOOK_MS);
  watch.unref();
}
