import { whenNpmIsGone } from './npm-parent.mjs';

const PAUSE_MS = 1_000;
// Also while they are being closed: that may be what takes too long.
const open = [];
let ending;

/** What must be closed before this process may end: the newest first. `force` is for people who do not want to wait. */
export function atEnd(close, force = () => undefined) {
  const entry = { close, force };
  open.push(entry);
  return () => open.splice(open.indexOf(entry), 1);
}

/** True once the end has begun. */
export const isEnding = () => ending !== undefined;

/** Closes everything in turn, then ends the process. */
export function end(code) {
  ending ??= closeAll().then(
    () => process.exit(code),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
  return ending;
}

async function closeAll() {
  for (; open.length > 0; open.pop()) await open.at(-1).close();
}

/** Ctrl-C and SIGTERM end in order; the same again is taken as "now". */
export function endOnSignals() {
  let asked = 0;
  const onSignal = (signal) => {
    // npm passes on the signal that the terminal has sent us as well: one press arrives twice.
    if (asked && Date.now() - asked > PAUSE_MS) return forceEnd();
    if (asked) return;
    asked = Date.now();
    console.log(`\nStopping (${signal}) … once more to stop at once`);
    void end(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
  whenNpmIsGone(() => isEnding() || onSignal('npm is gone'));
}

function forceEnd() {
  for (const { force } of open) force();
  process.exit(130);
}
