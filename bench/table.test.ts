import { expect, test } from 'vitest';
import type { Figure } from './figure';
import { missesOf } from './table';

const figure = (what: string, ...met: boolean[]): Figure => ({
  what,
  rounds: {},
  aims: met.map((one, at) => ({ says: `aim ${at + 1}`, isMet: () => one })),
});

test('the end tells every aim that was missed, and by name', () => {
  expect(missesOf([figure('summary', true, false), figure('members'), figure('callback', false)])).toBe(
    'Missed 2 of 3 aims:\n  summary: aim 2\n  callback: aim 1',
  );
});

test('or that none was', () => {
  expect(missesOf([figure('summary', true), figure('callback', true)])).toBe('All 2 aims were met.');
});
