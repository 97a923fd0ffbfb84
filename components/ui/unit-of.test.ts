import { createFormatter } from 'next-intl';
import { expect, test } from 'vitest';
import { unitOf } from './unit-of';

const NOW = new Date('2026-11-21T12:00:00Z');
const format = createFormatter({ locale: 'en' });
const told = (seconds: number) => {
  const moment = new Date(NOW.getTime() - seconds * 1_000);
  return format.relativeTime(moment, { now: NOW, unit: unitOf(moment, NOW) });
};

test.each([
  [0, 'now'],
  [59, '59 seconds ago'],
  [59.6, '1 minute ago'],
  [3_569, '59 minutes ago'],
  [3_590, '1 hour ago'],
  [86_000, '1 day ago'],
  [6.8 * 86_400, '1 week ago'],
  [27.9 * 86_400, '1 month ago'],
  [364 * 86_400, '1 year ago'],
  [-3_590, 'in 1 hour'],
])('%d seconds are told as "%s"', (seconds, words) => {
  expect(told(seconds)).toBe(words);
});
