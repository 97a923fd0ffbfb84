import { beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { PermissionDeniedError, ResourceNotFoundError } from '../errors';
import { UnsafeTargetError } from '../safe-target';
import { userCtx } from '../testing/database';
import { createDistributor, createUser, unique } from '../testing/factories';
import { openChannel, sealChannel } from './channel-secrets';
import { createAlertChannel } from './create-alert-channel';
import { deleteAlertChannel } from './delete-alert-channel';
import { listAlertChannels } from './list-alert-channels';
import { listAlertMessages } from './list-alert-messages';
import { CreateChannelInput, ListMessagesQuery } from './schema';
import { switchAlertChannel } from './switch-alert-channel';
import { testAlertChannel } from './test-alert-channel';

const db = database();
const admin = userCtx(await createUser({ role: 'ADMIN' }));
const TOKEN = 'T00000000-B00000000-abcdefghijklmnopwxyz';
const URL = `https://127.0.0.1:8443/services/${TOKEN}`;
const SECRET = 'SECa-secret-that-nobody-may-see';

const create = (input: object = {}, ctx = admin) =>
  createAlertChannel(
    ctx,
    CreateChannelInput.parse({
      kind: 'DINGTALK',
      name: unique('chat'),
      locale: 'zh-CN',
      url: URL,
      secret: SECRET,
      ...input,
    }),
  );
const everything = async () => {
  const [audit, channels, messages] = await Promise.all([
    db.auditEntry.findMany({ where: { entity: 'alert_channel' } }),
    db.alertChannel.findMany(),
    db.alertMessage.findMany(),
  ]);
  const shown = [await listAlertChannels(admin), await listAlertMessages(admin, ListMessagesQuery.parse({}))];
  return JSON.stringify([audit, channels, messages, shown], (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
};

beforeEach(async () => {
  await db.alertMessage.deleteMany();
  await db.alertChannel.deleteMany();
  await db.auditEntry.deleteMany({ where: { entity: 'alert_channel' } });
});

test('address and secret of a channel are sealed, and never shown again', async () => {
  const { channel_id, secret } = await create();
  expect(secret).toBeNull();
  await testAlertChannel(admin, { channel_id });
  const [channel] = await listAlertChannels(admin);
  expect(channel).toMatchObject({
    id: channel_id,
    kind: 'DINGTALK',
    hint: '127.0.0.1:8443/…wxyz',
    enabled: true,
  });
  const seen = await everything();
  for (const hidden of [TOKEN, SECRET, 'abcdefghijklmnop', 'a-secret']) expect(seen).not.toContain(hidden);
  const row = await db.alertChannel.findUniqueOrThrow({ where: { id: channel_id } });
  expect(openChannel({ urlSealed: row.urlSealed!, secretSealed: row.secretSealed })).toEqual({
    url: URL,
    secret: SECRET,
  });
});

test('a webhook’s secret is ours, and said once', async () => {
  const made = await create({ kind: 'WEBHOOK', secret: 'of their own' });
  expect(made.secret).toMatch(/^whsec_[\w+/]{43}=$/);
  expect(await everything()).not.toContain(made.secret!.slice(6));
  expect((await create({ kind: 'SLACK', secret: SECRET })).secret).toBeNull();
  expect((await db.alertChannel.findFirstOrThrow({ where: { kind: 'SLACK' } })).secretSealed).toBeNull();
});

test('of a short address not even its end is shown', () => {
  expect(sealChannel('https://example.com/abcd', null).urlHint).toBe('example.com/…');
});

test.each([
  'http://10.0.0.1/hook',
  'https://169.254.169.254/latest',
  'ftp://example.com/',
  'https://user:word@example.com/',
])('an address that leads into the house is refused: %s', async (url) => {
  await expect(create({ url })).rejects.toBeInstanceOf(UnsafeTargetError);
  expect(await db.alertChannel.count()).toBe(0);
});

test('a robot of DingTalk comes with its secret', async () => {
  await expect(create({ secret: null })).rejects.toMatchObject({ details: { field: 'secret' } });
});

test('a channel is switched, tested and deleted, each noted once', async () => {
  const { channel_id } = await create();
  const off = { channel_id, enabled: false };
  await switchAlertChannel(admin, off);
  await switchAlertChannel(admin, off);
  await expect(testAlertChannel(admin, { channel_id })).rejects.toBeInstanceOf(ResourceNotFoundError);
  await switchAlertChannel(admin, { channel_id, enabled: true });
  const { message_id } = await testAlertChannel(admin, { channel_id });
  const { items } = await listAlertMessages(admin, ListMessagesQuery.parse({ channel: String(channel_id) }));
  expect(items).toMatchObject([
    { id: message_id, kind: 'TEST', status: 'WAITING', title: 'Tributary 测试消息' },
  ]);
  await deleteAlertChannel(admin, { channel_id });
  expect(await listAlertChannels(admin)).toEqual([]);
  expect(await db.alertChannel.findUniqueOrThrow({ where: { id: channel_id } })).toMatchObject({
    urlSealed: null,
    secretSealed: null,
    enabled: false,
  });
  for (const verb of [deleteAlertChannel, testAlertChannel])
    await expect(verb(admin, { channel_id })).rejects.toBeInstanceOf(ResourceNotFoundError);
  await expect(switchAlertChannel(admin, off)).rejects.toBeInstanceOf(ResourceNotFoundError);
  const audit = await db.auditEntry.findMany({ where: { entity: 'alert_channel' }, orderBy: { id: 'asc' } });
  expect(audit.map(({ action }) => action.split('.')[1])).toEqual([
    'create-alert-channel',
    'switch-alert-channel',
    'switch-alert-channel',
    'test-alert-channel',
    'delete-alert-channel',
  ]);
});

test('messages are found by what became of them', async () => {
  const { channel_id } = await create();
  await testAlertChannel(admin, { channel_id });
  await testAlertChannel(admin, { channel_id });
  const [first] = await db.alertMessage.findMany({ orderBy: { id: 'asc' } });
  await db.alertMessage.update({ where: { id: first!.id }, data: { status: 'FAILED', problem: 'http_404' } });
  const ids = async (query: object) =>
    (await listAlertMessages(admin, ListMessagesQuery.parse(query))).items.map(({ id }) => id);
  expect(await ids({ status: 'failed' })).toEqual([first!.id]);
  expect(await ids({ status: 'waiting' })).not.toContain(first!.id);
  expect(await ids({ status: '' })).toHaveLength(2);
});

test('channels are for administrators', async () => {
  const { channel_id } = await create();
  for (const person of [await createDistributor(), await createUser({ role: 'OPERATOR' })]) {
    const ctx = userCtx(person);
    for (const call of [
      () => create({}, ctx),
      () => listAlertChannels(ctx),
      () => listAlertMessages(ctx, ListMessagesQuery.parse({})),
      () => switchAlertChannel(ctx, { channel_id, enabled: false }),
      () => testAlertChannel(ctx, { channel_id }),
      () => deleteAlertChannel(ctx, { channel_id }),
    ])
      await expect(call()).rejects.toBeInstanceOf(PermissionDeniedError);
  }
  expect(await db.alertChannel.findMany()).toMatchObject([{ enabled: true }]);
});
