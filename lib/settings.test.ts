import { beforeEach, expect, test, vi } from 'vitest';
import { database } from './db';
import { testCtx } from './testing/database';

const KEY = 'members.invitation_days';
const DEFAULT = 7;

/** The setting as a process reads it that has just started. */
async function readAnew() {
  vi.resetModules();
  const { setting } = await import('./settings');
  return setting(testCtx(), KEY);
}

const keep = (value: number | string) =>
  database().setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } });

beforeEach(async () => {
  vi.useRealTimers();
  await database().setting.deleteMany();
});

test('until somebody sets it, a setting has its default', async () => {
  expect(await readAnew()).toBe(DEFAULT);
  await keep(21);
  expect(await readAnew()).toBe(21);
});

test.each([0, 91, 1.5, 'many'])('a value that makes no sense (%s) does not count', async (value) => {
  await keep(value);
  expect(await readAnew()).toBe(DEFAULT);
});

test('a change is seen within five seconds', async () => {
  vi.resetModules();
  const { setting } = await import('./settings');
  expect(await setting(testCtx(), KEY)).toBe(DEFAULT);
  await keep(21);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5_001 });
  expect(await setting(testCtx(), KEY)).toBe(21);
});
