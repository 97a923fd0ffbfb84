import en from '../../messages/en.json';
import zh from '../../messages/zh-CN.json';
import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../context';
import { database } from '../db';
import { ConflictError, PermissionDeniedError } from '../errors';
import { setting, SETTING_KEYS } from '../settings';
import { atOnce, outcomes, userCtx } from '../testing/database';
import { createDistributor, createUser } from '../testing/factories';
import { changeSetting } from './change-setting';
import { listSettings } from './list-settings';
import { ChangeSettingInput } from './setting-input';

const KEY = 'members.invitation_days';
let admin: Ctx;
let name: string;

beforeEach(async () => {
  await database().setting.deleteMany();
  const person = await createUser({ role: 'ADMIN' });
  admin = userCtx(person);
  name = person.name;
});

const change = (ctx: Ctx, input: object) =>
  changeSetting(ctx, ChangeSettingInput.parse({ key: KEY, ...input }));
const shown = async () => (await listSettings(admin)).find(({ key }) => key === KEY);
const auditOf = (ctx: Ctx) => database().auditEntry.findMany({ where: { requestId: ctx.requestId } });

test('every setting is shown with its bounds and what holds', async () => {
  const all = await listSettings(admin);
  expect(all.map(({ key }) => key)).toEqual(SETTING_KEYS);
  expect(await shown()).toMatchObject({
    kind: 'number',
    unit: 'days',
    least: 1,
    most: 90,
    initial: 7,
    value: 7,
  });
  expect(all.find(({ key }) => key === 'features.command_palette')).toMatchObject({
    kind: 'switch',
    initial: true,
    value: true,
  });
});

test('a change holds at once where it was made, and says who made it', async () => {
  expect(await setting(admin, KEY)).toBe(7);
  await change(admin, { value: 14, seen: 7 });
  expect(await setting(admin, KEY)).toBe(14);
  const after = await shown();
  expect(after).toMatchObject({ value: 14, changed: { by: name } });
  expect(Date.now() - Date.parse(after!.changed!.at)).toBeLessThan(60_000);
  expect(await auditOf(admin)).toMatchObject([
    {
      action: 'monitoring.change-setting',
      entity: 'setting',
      entityId: KEY,
      before: { value: 7 },
      after: { value: 14 },
    },
  ]);
});

test('a setting goes back to its default', async () => {
  await change(admin, { value: 14, seen: 7 });
  const other = userCtx(await createUser({ role: 'ADMIN' }));
  expect(await change(other, { value: null, seen: 14 })).toEqual({ key: KEY, value: 7 });
  expect(await database().setting.count()).toBe(0);
  expect(await setting(admin, KEY)).toBe(7);
  expect(await auditOf(other)).toMatchObject([{ before: { value: 14 }, after: { value: 7, default: true } }]);
});

test('of two admins who change what they both saw, one is told', async () => {
  const other = userCtx(await createUser({ role: 'ADMIN' }));
  const racers = await atOnce(4, (index) =>
    change(index % 2 ? admin : other, { value: 10 + index, seen: 7 }),
  );
  const { values, errors } = outcomes(racers);
  expect(values).toHaveLength(1);
  for (const error of errors) expect(error).toBeInstanceOf(ConflictError);
  expect(await setting(admin, KEY)).toBe(values[0]!.value);
  expect([...(await auditOf(admin)), ...(await auditOf(other))]).toHaveLength(1);
});

test('a value that made no sense can be changed like the default it stood for', async () => {
  await database().setting.create({ data: { key: KEY, value: 'many' } });
  expect(await shown()).toMatchObject({ value: 7 });
  await change(admin, { value: 8, seen: 7 });
  expect(await setting(admin, KEY)).toBe(8);
});

test.each([
  [{ value: 0 }],
  [{ value: 91 }],
  [{ value: 1.5 }],
  [{ value: true }],
  [{ value: '14' }],
  [{ value: Number.NaN }],
  [{ key: 'features.command_palette', value: 1, seen: true }],
  [{ key: 'members.unheard_of', value: 1 }],
  [{ key: '__proto__', value: 1 }],
  [{ key: 'constructor', value: 1 }],
])('what is out of bounds or unknown is refused: %j', (input) => {
  expect(ChangeSettingInput.safeParse({ key: KEY, seen: 7, ...input }).success).toBe(false);
});

test('settings are for administrators', async () => {
  for (const person of [await createDistributor(), await createUser({ role: 'OPERATOR' })]) {
    await expect(listSettings(userCtx(person))).rejects.toBeInstanceOf(PermissionDeniedError);
    await expect(change(userCtx(person), { value: 14, seen: 7 })).rejects.toBeInstanceOf(
      PermissionDeniedError,
    );
  }
  expect(await database().setting.count()).toBe(0);
});

test.each([en, zh])('every setting has words', ({ settings: words }) => {
  const keys = SETTING_KEYS.map((key) => key.replace('.', '_')).toSorted();
  expect(Object.keys(words.name).toSorted()).toEqual(keys);
  expect(Object.keys(words.help).toSorted()).toEqual(keys);
});
