import { createHash } from 'node:crypto';

/** So many kinds of errors are told apart between two writes; what goes beyond is counted by its code alone. */
const MOST_KINDS = 300;
/** Of one kind, between two writes. */
const MOST_SUBJECTS = 20;
const MOST_MINUTES = 60;
const EVERY_MS = 1_000;
const MINUTE_MS = 60_000;

type Level = 'ERROR' | 'WARNING';

/** What is told of a thrown value: its type, its message, its stack and those of what caused it. */
export type Exception = { type: string; message: string; traceback?: string; cause?: Exception };

/** What is told of one failure. `facts` are its context without secrets. */
export type ErrorTold = {
  level: Level;
  code: string;
  exception: Exception;
  context: Record<string, unknown>;
  facts: Record<string, unknown>;
  thrown: unknown;
};

/** Failures of one kind since the last write: how many in which minute, whom they met, and the latest as a sample. */
export type ErrorNote = {
  fingerprint: string;
  /** The same without what is particular: for the day on which there are too many kinds. */
  coarse: string;
  level: Level;
  code: string;
  type: string;
  place: string;
  frame: string | null;
  minutes: Record<string, number>;
  orders: string[];
  payments: number[];
  users: number[];
  last: string;
  sample: { message: string; request_id: string | null; context: object; stack: string | null };
};

type Kept = {
  notes: Map<string, ErrorNote>;
  /** Writes notes down; set by who knows where. Until then nothing is kept. */
  write?: (notes: ErrorNote[]) => Promise<void>;
  /** Tells a tracker elsewhere. */
  report?: (told: ErrorTold) => void;
  timer?: NodeJS.Timeout;
  /** For bin/web.mjs, which ends the process. */
  last?: typeof lastErrors;
  /** Waits until the tracker has heard. */
  settle?: () => Promise<unknown>;
  writing?: Promise<void>;
};

// One for the process, however often this module is bundled or loaded anew.
const ofProcess = globalThis as { tributaryErrors?: Kept };
const kept: Kept = (ofProcess.tributaryErrors ??= { notes: new Map() });

/** From now on notes are written down, each second in which there are any. */
export function keepErrors(write: Kept['write']) {
  kept.write = write;
  kept.last = lastErrors;
}

/** From now on unexpected failures are told to a tracker as well. */
export function reportErrors(report: Kept['report'], settle: Kept['settle']) {
  kept.report = report;
  kept.settle = settle;
}

/** Counts a failure in memory; it is in the database within a second or so. Never throws and never waits. */
export function noteError(told: ErrorTold) {
  if (told.level === 'ERROR') kept.report?.(told);
  if (!kept.write) return;
  const note = noteFor(told);
  const minute = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS).toISOString();
  const minutes = Object.keys(note.minutes);
  // The database is away for long: what is known of the time becomes coarser, not the count.
  const at = note.minutes[minute] || minutes.length < MOST_MINUTES ? minute : (minutes.at(-1) ?? minute);
  note.minutes[at] = (note.minutes[at] ?? 0) + 1;
  note.last = new Date().toISOString();
  addSubjects(note, told);
  note.sample = {
    message: told.exception.message,
    request_id: typeof told.facts.request_id === 'string' ? told.facts.request_id : null,
    context: told.facts,
    stack: told.exception.traceback ?? null,
  };
  kept.timer ??= setTimeout(() => void flushErrors(), EVERY_MS).unref();
}

/** Writes what has been noted. What cannot be written is kept for the next time. */
export async function flushErrors(): Promise<void> {
  clearTimeout(kept.timer);
  kept.timer = undefined;
  await kept.writing;
  if (!kept.write || kept.notes.size === 0) return;
  const notes = kept.notes;
  kept.notes = new Map();
  kept.writing = kept.write([...notes.values()]).catch(() => {
    // Not logged: it would be a failure to note. What came meanwhile is newer and stays in front.
    for (const [fingerprint, note] of notes) putBack(fingerprint, note);
    kept.timer ??= setTimeout(() => void flushErrors(), 5 * EVERY_MS).unref();
  });
  await kept.writing;
}

/** Before this process ends: what is noted is written, what is reported is sent. */
export async function lastErrors() {
  await Promise.all([flushErrors(), kept.settle?.()]);
}

function putBack(fingerprint: string, older: ErrorNote) {
  const newer = kept.notes.get(fingerprint);
  if (!newer) {
    if (kept.notes.size < 2 * MOST_KINDS) kept.notes.set(fingerprint, older);
    return;
  }
  for (const [minute, count] of Object.entries(older.minutes))
    newer.minutes[minute] = (newer.minutes[minute] ?? 0) + count;
}

function noteFor({ level, code, exception, context }: ErrorTold): ErrorNote {
  const place = placeOf(context);
  const frame = level === 'ERROR' ? ownFrame(exception.traceback) : null;
  const fingerprint = hashOf([level, code, exception.type, place, frame]);
  const coarse = hashOf([level, code]);
  const known = kept.notes.get(fingerprint);
  if (known) return known;
  const isOdd = kept.notes.size >= MOST_KINDS;
  const key = isOdd ? coarse : fingerprint;
  const note = kept.notes.get(key) ?? {
    fingerprint: key,
    coarse,
    level,
    code: code.slice(0, 80),
    ...(isOdd
      ? { type: 'various', place: 'various', frame: null }
      : { type: exception.type.slice(0, 80), place, frame }),
    minutes: {},
    orders: [],
    payments: [],
    users: [],
    last: '',
    sample: { message: '', request_id: null, context: {}, stack: null },
  };
  kept.notes.set(key, note);
  return note;
}

const hashOf = (parts: (string | null)[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/** A template, a task or a part of the machinery, never an address: each is a row. */
function placeOf({ place, task, event }: Record<string, unknown>) {
  const named = [place, task, event].find((one) => typeof one === 'string');
  return named === undefined ? 'elsewhere' : named.slice(0, 160);
}

/** Where in our own code it happened, without lines, which move with each change. */
function ownFrame(stack: string | undefined): string | null {
  const line = stack
    ?.split('\n')
    .find((one) => /^\s+at /.test(one) && !/node_modules|node:|<anonymous>\)?$/.test(one));
  if (!line) return null;
  const frame = line
    .replace(/^\s+at (async )?/, '')
    .replace(/\(?(?:file:\/\/)?\/[^()]*?\/((?:app|lib|bin|prisma)\/)/, '($1')
    .replace(/\(?(?:file:\/\/)?\/[^()]*\.next\/[^()]*/, '')
    .replace(/(:\d+){1,2}\)?$/, '')
    .replace(/^\(/, '')
    .trim();
  return frame.slice(0, 200) || null;
}

/** Which order and payment somebody's input names, for the log; the rest of it is nobody's business. */
export function subjectsIn(input: unknown): Record<string, string | number> {
  if (!input || typeof input !== 'object') return {};
  const named = input as Record<string, unknown>;
  const isShort = (value: unknown) => typeof value === 'string' && value.length <= 50;
  return Object.fromEntries(
    ['order_no', 'order_id', 'payment_id']
      .filter((name) => isId(named[name]) || isShort(named[name]))
      .map((name) => [name, named[name] as string | number]),
  );
}

/** The orders, payments and people a failure is about, from wherever its context names them. */
function addSubjects(note: ErrorNote, { context }: ErrorTold) {
  for (const one of [context, context.payload, context.details]) {
    if (!one || typeof one !== 'object') continue;
    const named = one as Record<string, unknown>;
    const about = (kind: string) => (named.resource_type === kind ? named.resource_id : undefined);
    for (const order of [named.order_no, named.order_id, about('order')])
      if (typeof order === 'string' || isId(order)) add(note.orders, String(order).slice(0, 50));
    for (const payment of [named.payment_id, about('payment')])
      if (isId(payment)) add(note.payments, payment);
  }
  if (isId(context.user_id)) add(note.users, context.user_id);
}

const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 2_147_483_647;

function add<T>(list: T[], one: T) {
  if (list.length < MOST_SUBJECTS && !list.includes(one)) list.push(one);
}
