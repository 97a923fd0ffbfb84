import { expect, test } from 'vitest';
import { badVersions } from './check-versions.mjs';

const good = {
  next: '16.4.6',
  'next-auth': '4.24.15',
  react: '19.3.1',
  'react-dom': '19.3.1',
  typescript: '6.0.3',
};

/** Checks a repository that wants `wanted` and has locked `locked`. */
function check(wanted, locked = wanted) {
  const packages = Object.fromEntries(
    Object.entries(locked).map(([name, version]) => [`node_modules/${name}`, { version }]),
  );
  const files = { 'package.json': { dependencies: wanted }, 'package-lock.json': { packages } };
  return badVersions([], (file) => JSON.stringify(files[file]));
}

test('versions above their floors pass', () => {
  expect(check(good)).toEqual([]);
});

test.each([
  [{ ...good, next: '16.4.0' }, /next 16.4.0 is below 16.4.1/],
  [{ ...good, react: '18.9.9' }, /react 18.9.9 is below/],
  [{ ...good, 'next-auth': '4.24.9' }, /next-auth 4.24.9 is below/],
  [{ ...good, typescript: '7.0.2' }, /typescript 7.0.2 is not 6.0/],
])('%o is refused', (versions, message) => {
  expect(check(versions)).toEqual([expect.stringMatching(message)]);
});

test('a range is no version, and the lock file says the same', () => {
  expect(check({ ...good, next: '^16.4.6' }, good)).toEqual([expect.stringMatching('pin next')]);
  expect(check({ ...good, next: '16.4.7' }, good)).toEqual([
    expect.stringMatching('next is 16.4.6, not 16.4.7'),
  ]);
});
