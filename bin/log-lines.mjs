import { createInterface } from 'node:readline';

const REPEATED_MS = 10_000;
const FRAMES = 3;

// A terminal obeys them, and what stands in a line may come from whoever sent a request.
const CONTROLS = /(?!\n)\p{Cc}/gu;

/** A line of a child's output as people read it: structured ones as time, what happened, its facts and where it broke. */
export function readable(name, line) {
  return worded(name, line).replace(CONTROLS, (one) => (one === '\t' ? one : '\ufffd'));
}

function worded(name, line) {
  const facts = parsed(line);
  const label = name.padEnd(6);
  if (!facts) return `${label} ${line}`;
  const { level, timestamp = '', event_type, message, error_code, context = {}, exception } = facts;
  const loud = level === 'INFO' || level === 'DEBUG' ? '' : level;
  const pairs = Object.entries(context).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const what = (event_type ?? message ?? '').replace(/\s+/g, ' ').trim();
  const head = [timestamp.slice(11, 19), label, loud, what, error_code, ...pairs];
  return [head.filter(Boolean).join(' '), ...ownFrames(exception?.traceback)].join('\n         ');
}

// Where in our own code: what lies between is the libraries'.
const ownFrames = (traceback = '') =>
  traceback
    .split('\n')
    .filter((frame) => /^\s+at /.test(frame) && !/node_modules|node:|<anonymous>/.test(frame))
    .slice(0, FRAMES)
    .map((frame) => frame.trim());

function parsed(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // a program may print a brace of its own
  }
}

/** Passes a child's output on, readable. What is said again and again, as when the database is away, is shown every ten seconds. */
export function passOn(name, child) {
  const shown = new Map();
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])
    createInterface({ input: from }).on('line', (line) => {
      const text = readable(name, line);
      // The same but for the time at its beginning and the numbers in it.
      const said = text.replace(/\d+/g, '#');
      if (text.includes(' ERROR ') && Date.now() - (shown.get(said) ?? 0) < REPEATED_MS) return;
      if (shown.size > 1_000) shown.clear();
      shown.set(said, Date.now());
      to.write(`${text}\n`);
    });
}
