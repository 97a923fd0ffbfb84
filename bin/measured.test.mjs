import { EventEmitter } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { kindOf, measured } from './measured.mjs';

afterEach(() => {
  delete globalThis.tributaryMeasure;
});

test.each([
  ['/codes?q=x', 'GET', 'page'],
  ['/', 'GET', 'page'],
  ['/_next/static/chunks/a.js', 'GET', 'static'],
  ['/theme/light.css', 'GET', 'static'],
  ['/icon.svg?x', 'GET', 'static'],
  ['/r/CODE.X', 'GET', 'page'],
  ['/codes', 'POST', 'action'],
  ['/api/v1/plans', 'GET', undefined],
  ['/brand-logo/shop', 'GET', undefined],
])('%s %s is a %s', (url, method, kind) => {
  expect(kindOf({ url, method, headers: {} })).toBe(kind);
});

test('an answer is measured once it is out, and knows its request', () => {
  const seen = [];
  globalThis.tributaryMeasure = (answered, ms) => seen.push([answered, ms >= 0]);
  const response = Object.assign(new EventEmitter(), { statusCode: 200 });
  const id = measured({ url: '/codes', method: 'GET', headers: {} }, response, 'request-7', () =>
    globalThis.tributaryRequests.getStore(),
  );
  expect(id).toBe('request-7');
  expect(seen).toEqual([]);
  response.emit('finish');
  expect(seen).toEqual([[{ method: 'GET', route: 'page', status: 200 }, true]]);
});
