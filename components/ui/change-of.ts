type Change =
  | { kind: 'new' }
  | { kind: 'little' }
  | { kind: 'same' }
  | { kind: 'more' | 'less'; share: number; times?: number };

/** From here on a change is told as how many times it is: "+14,889%" says nothing to anybody. */
const MANY_TIMES = 10;
/** And from here on there was so little before that it is no comparison: 422 times tells of the first order only. */
const INCOMPARABLE = 20;

/** How a figure has changed since the period before. From nothing it cannot be said in per cent. */
export function changeOf(now: number, before: number): Change {
  if (now === before) return { kind: 'same' };
  if (before === 0) return { kind: 'new' };
  const share = (now - before) / before;
  if (now / before >= INCOMPARABLE) return { kind: 'little' };
  if (now / before >= MANY_TIMES) return { kind: 'more', share, times: Math.round(now / before) };
  return { kind: share > 0 ? 'more' : 'less', share };
}
