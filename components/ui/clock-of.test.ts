import { expect, test } from 'vitest';
import { clockOf } from './clock-of';

test.each([
  [5, '0:05'],
  [59, '0:59'],
  [60, '1:00'],
  [3_599, '59:59'],
  [3_600, '1:00:00'],
  [86_399, '23:59:59'],
])('%s seconds are %s', (seconds, clock) => {
  expect(clockOf(seconds)).toBe(clock);
});
