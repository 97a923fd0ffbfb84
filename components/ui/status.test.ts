import { expect, test } from 'vitest';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import { STATUS } from './status';

const pairsOf = (kinds: Record<string, object>) =>
  Object.entries(kinds).flatMap(([kind, values]) => Object.keys(values).map((value) => `${kind}.${value}`));

test.each([
  ['en', en],
  ['zh-CN', zh],
])('every status has its word in %s, and no word is without a status', (_, { status }) => {
  expect(pairsOf(status).toSorted()).toEqual(pairsOf(STATUS).toSorted());
});
