import { expect, test } from 'vitest';
import { returnPath } from './return-path';

test.each([
  ['/codes', '/codes'],
  ['/codes?state=active&cursor=abc', '/codes?state=active&cursor=abc'],
  ['/r/A%20B', '/r/A%20B'],
  [undefined, '/'],
  [['/codes'], '/'],
  ['', '/'],
  ['codes', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['\\\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/./%2F/evil', '/%2F/evil'],
  ['/.//evil.example', '/'],
  ['https://evil.example/codes', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?next=/sign-in', '/'],
  ['/api/auth/signout', '/'],
])('%j leads to %s', (asked, expected) => {
  expect(returnPath(asked)).toBe(expected);
});
