import fc from 'fast-check';

const nested = (deep: number) =>
  Array.from({ length: deep }).reduce<unknown>((inside, _, at) => (at % 2 ? { a: inside } : [inside]), 1);
const poisoned = JSON.parse(
  '{"__proto__": {"isAdmin": true}, "constructor": {"prototype": {"x": 1}}}',
) as object;

const TEXTS = [
  '',
  ' ',
  '\0',
  'NUL \0 inside',
  '\ud800',
  'half \udfff a letter',
  '\u202egnp.exe',
  '\u200b\ufeff\u2060',
  '\ufdfa'.repeat(40),
  'e\u0301'.repeat(60),
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '\u{10ffff}\u{1d173}',
  "' OR 1=1; DROP TABLE users; --",
  '%00%ff%',
  '../../etc/passwd',
  '{{7*7}}${7*7}<script>alert(1)</script>',
  '=cmd|calc!A1',
  '\r\nSet-Cookie: a=b',
  'null',
  'NaN',
  '1e309',
  '-0',
  '0x10',
  '\uff19',
  '1'.repeat(400),
  'x'.repeat(70_000),
  '__proto__',
  'constructor',
  'toString',
  'me',
];

const NUMBERS = [0, -0, -1, 1.5, 1e21, 2 ** 31, 2 ** 31 - 1, -(2 ** 31), 2 ** 32 + 1, 2 ** 53 + 1, 1e308];

/** Nothing that anybody sends by mistake; all of it can stand in JSON, if only as `null` or `1e309`. */
export const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...TEXTS) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...NUMBERS, Number.NaN, Infinity, -Infinity) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, undefined, true, [], {}, [null], poisoned) },
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constant(nested(1_000)),
  fc.jsonValue(),
);

/** What besides can reach a server action, whose arguments are more than JSON. */
export const hostileArguments: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: hostileValues },
  fc.constantFrom<unknown>(
    12n,
    Symbol.for('react.element'),
    new Date(Number.NaN),
    new Map([['a', 1]]),
    new Set([1]),
    new Uint8Array(3),
    new FormData(),
    new Error('sent'),
    Promise.resolve(1),
    () => 1,
    Object.create(null),
  ),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
);

type Place = (string | number)[];

const isPlain = (value: unknown): value is Record<string, unknown> | unknown[] =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);

function placesOf(value: unknown, at: Place = []): Place[] {
  const inside =
    isPlain(value) && at.length < 4
      ? Object.entries(value).flatMap(([key, one]) => placesOf(one, [...at, key]))
      : [];
  return [at, ...inside];
}

function changedAt(value: unknown, [key, ...rest]: Place, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((one: unknown, at) => (at === Number(key) ? changedAt(one, rest, change) : one));
  const old = value as Record<string, unknown>;
  return { ...old, [key]: changedAt(old[key], rest, change) };
}

const GONE = Symbol('gone');

function without(value: unknown): unknown {
  if (!isPlain(value)) return value;
  if (Array.isArray(value)) return value.filter((one) => one !== GONE);
  const kept = Object.entries(value).filter(([, one]) => one !== GONE);
  return Object.fromEntries(kept.map(([key, one]) => [key, without(one)]));
}

/** Values of `valid`, half of them with something in one or two places that should not be there, or with something missing. */
export function spoiled(valid: fc.Arbitrary<unknown>, hostile = hostileValues): fc.Arbitrary<unknown> {
  const change = fc.record({
    place: fc.nat(),
    how: fc.constantFrom('replace', 'replace', 'drop', 'add'),
    key: fc.constantFrom('__proto__', 'constructor', 'extra', 'id', 'version', ''),
    hostile,
  });
  const changed = fc.tuple(valid, fc.array(change, { minLength: 1, maxLength: 2 })).map(([value, changes]) =>
    changes.reduce<unknown>((now, { place, how, key, hostile: bad }) => {
      const places = placesOf(now);
      const at = places[place % places.length] ?? [];
      if (how === 'drop') return at.length ? without(changedAt(now, at, () => GONE)) : undefined;
      return changedAt(now, at, (old) => (how === 'add' ? added(old, key, bad) : bad));
    }, value),
  );
  return fc.oneof(valid, changed);
}

function added(old: unknown, key: string, bad: unknown) {
  if (!isPlain(old) || Array.isArray(old)) return [old, bad];
  const more = { ...old };
  return Object.defineProperty(more, key, {
    value: bad,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
