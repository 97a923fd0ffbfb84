import { expect, test } from 'vitest';
import { changeOf } from './change-of';

test('more and less are shares of what was before', () => {
  expect(changeOf(15, 10)).toEqual({ kind: 'more', share: 0.5 });
  expect(changeOf(5, 10)).toEqual({ kind: 'less', share: -0.5 });
  expect(changeOf(0, 10)).toEqual({ kind: 'less', share: -1 });
});

test('what has grown to ten times and more is told in times', () => {
  expect(changeOf(170, 9)).toMatchObject({ kind: 'more', times: 19 });
  expect(changeOf(100, 10)).toMatchObject({ kind: 'more', times: 10 });
  expect(changeOf(99, 10)).toEqual({ kind: 'more', share: 8.9 });
});

test('where hardly anything was before there is no comparison', () => {
  expect(changeOf(1349, 9)).toEqual({ kind: 'little' });
  expect(changeOf(20, 1)).toEqual({ kind: 'little' });
});

test('from nothing it is new, and nothing after nothing is the same', () => {
  expect(changeOf(3, 0)).toEqual({ kind: 'new' });
  expect(changeOf(0, 0)).toEqual({ kind: 'same' });
  expect(changeOf(7, 7)).toEqual({ kind: 'same' });
});
