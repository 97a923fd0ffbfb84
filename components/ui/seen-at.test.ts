import { expect, test } from 'vitest';
import { seenAt } from './seen-at';

const NOW = new Date('2026-03-01T12:00:00Z');
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

test.each([
  ['has just happened, by a clock that stands still meanwhile', 2, 0],
  ['happened before', -2, -2],
  ['is now', 0, 0],
  ['lies ahead', 60, 60],
])('what %s', (_, at, seen) => {
  expect(seenAt(after(at), NOW)).toEqual(after(seen));
});
