import { expect, test } from 'vitest';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import { STATUS, toneOf } from './status';

const pairsOf = (kinds: Record<string, object>) =>
  Object.entries(kinds).flatMap(([kind, values]) => Object.keys(values).map((value) => `${kind}.${value}`));

test.each([
  ['en', en],
  ['zh-CN', zh],
])('every status has its word in %s, and no word is without a status', (_, { status }) => {
  expect(pairsOf(status).toSorted()).toEqual(pairsOf(STATUS).toSorted());
});

test('nothing waits for what is over', () => {
  expect(toneOf('order_payment', 'UNPAID')).toBe('waiting');
  expect(toneOf('order_payment', 'UNPAID', true)).toBe('ended');
  expect(toneOf('order_payment', 'PAID', true)).toBe('good');
});
