type Change = { kind: 'new' } | { kind: 'same' } | { kind: 'more' | 'less'; share: number };

/** How a figure has changed since the period before. From nothing it cannot be said in per cent. */
export function changeOf(now: number, before: number): Change {
  if (now === before) return { kind: 'same' };
  if (before === 0) return { kind: 'new' };
  const share = (now - before) / before;
  return { kind: share > 0 ? 'more' : 'less', share };
}
