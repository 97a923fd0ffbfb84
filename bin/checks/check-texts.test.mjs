import { expect, test } from 'vitest';
import { badTexts } from './check-texts.mjs';

/** Checks a tree given as path → text. */
const check = (tree) => badTexts(Object.keys(tree), (file) => tree[file]);

test('README may cite what exists, routes and commands', () => {
  const README =
    'See `lib/codes/buy-codes`, `lib/codes/`, [status](lib/status.ts), `/api/v1`, `npm start`, `and/or`.';
  expect(check({ 'README.md': README, 'lib/codes/buy-codes.ts': '', 'lib/status.ts': '' })).toEqual([]);
});

test.each([
  '`lib/codes/sell-codes.ts`',
  '`lib/orders/`',
  '[x](lib/gone.ts#top)',
  '`./lib/gone`',
  '`vite.config.ts`',
])('README may not cite %s, which is gone', (cited) => {
  expect(check({ 'README.md': cited, 'lib/codes/buy-codes.ts': '' })).toEqual([
    expect.stringMatching('does not exist'),
  ]);
});

const messages = (en, zh) =>
  check({ 'messages/en.json': JSON.stringify(en), 'messages/zh-CN.json': JSON.stringify(zh) });

test('both languages have every message with the same arguments', () => {
  const en = { codes: { left: '{count, plural, one {code} other {{count} codes}} of {name}' } };
  expect(messages(en, { codes: { left: '{name} {count}' } })).toEqual([]);
  expect(messages(en, { codes: {} })).toEqual(['messages/zh-CN.json: codes.left is missing']);
  expect(messages({}, en)).toEqual(['messages/en.json: codes.left is missing']);
  expect(messages(en, { codes: { left: ' ' } })).toEqual([expect.stringMatching('codes.left is missing')]);
  expect(messages(en, { codes: { left: '{count}' } })).toEqual([
    expect.stringMatching('takes {count, name} in English'),
  ]);
});

test('words for people stay in the catalogues; tests may quote them', () => {
  expect(check({ 'app/page.tsx': '<h1>\u4f60\u597d</h1>' })).toEqual([
    expect.stringMatching('app/page.tsx:1'),
  ]);
  expect(check({ 'README.md': '\u8ba2\u5355', 'lib/money.test.ts': '\u8ba2\u5355' })).toEqual([]);
});

test.each([
  ['a machine', ['', 'work', 'main'].join('/')],
  ['a requirement', ['X', '11'].join('-')],
  ['an absent document', ['design', 'md'].join('.')],
])('text may not name %s', (_, text) => {
  expect(check({ 'lib/money.ts': `// ${text}` })).toEqual([expect.stringMatching('names ')]);
});
