import { createInterface } from 'node:readline';

/** A line of a child's output as people read it: structured ones as time, what happened and its facts. */
export function readable(name, line) {
  const facts = parsed(line);
  const label = name.padEnd(6);
  if (!facts) return `${label} ${line}`;
  const { level, timestamp = '', event_type, message, error_code, context = {}, exception } = facts;
  const loud = level === 'INFO' || level === 'DEBUG' ? '' : level;
  const pairs = Object.entries(context).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const head = [timestamp.slice(11, 19), label, loud, event_type ?? message, error_code, ...pairs]
    .filter(Boolean)
    .join(' ');
  return exception?.traceback ? `${head}\n${exception.traceback.replace(/^/gm, '         ')}` : head;
}

function parsed(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // a program may print a brace of its own
  }
}

/** Passes a child's output on, readable. */
export function passOn(name, child) {
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])
    createInterface({ input: from }).on('line', (line) => to.write(`${readable(name, line)}\n`));
}
