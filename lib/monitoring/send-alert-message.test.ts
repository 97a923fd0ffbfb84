import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { database } from '../db';
import { PermissionDeniedError } from '../errors';
import { startChannelServer, says } from '../testing/channel-server';
import { testCtx, userCtx } from '../testing/database';
import { createUser, unique } from '../testing/factories';
import { hangs, hangsUp, hurry } from '../testing/workspace-server';
import { addMessage } from './add-message';
import { sealChannel } from './channel-secrets';
import { createAlertChannel } from './create-alert-channel';
import { deleteAlertChannel } from './delete-alert-channel';
import { CreateChannelInput } from './schema';
import { sendAlertMessage } from './send-alert-message';
import { switchAlertChannel } from './switch-alert-channel';
import { inTransaction } from '../transaction';

const db = database();
const admin = userCtx(await createUser({ role: 'ADMIN' }));
const server = await startChannelServer();
const DING_SECRET = 'SECthis-is-a-secret-of-a-robot';

type Kind = 'SLACK' | 'DINGTALK' | 'WEBHOOK';

async function channel(kind: Kind, url = `${server.url}/robot/send?access_token=a-token-of-a-robot`) {
  const input = {
    kind,
    name: unique('chat'),
    locale: 'en',
    url,
    secret: kind === 'DINGTALK' ? DING_SECRET : null,
  };
  return createAlertChannel(admin, CreateChannelInput.parse(input));
}

async function messageTo(
  channelId: number,
  text = { title: 'Warning: <!channel> & co', body: 'Line one\nLine two' },
) {
  const message = {
    channelId,
    kind: 'TEST',
    severity: 'WARNING',
    facts: { state: 'test' },
    ...text,
  } as const;
  const id = await inTransaction(testCtx(), (tx) => addMessage(tx, message));
  return id!;
}

const send = (id: number) => sendAlertMessage(testCtx(), { message_id: id });
const row = (id: number) => db.alertMessage.findUniqueOrThrow({ where: { id } });
const jobOf = async (id: number) => {
  const [job] = await db.$queryRaw<{ run_at: Date; max_attempts: number }[]>`
    SELECT run_at, max_attempts FROM graphile_worker.jobs WHERE key = ${`alert-message:${id}`}`;
  return job;
};

beforeEach(() => server.forget());
afterEach(() => vi.restoreAllMocks());
afterAll(() => server.close());

describe('a channel is told in its own way', () => {
  test('Slack: a text in which nothing is a command', async () => {
    const { channel_id } = await channel('SLACK');
    const id = await messageTo(channel_id);
    expect(await send(id)).toBe('sent');
    const [heard] = server.heard;
    expect(JSON.parse(heard!.body)).toEqual({
      text: '*Warning: &lt;!channel&gt; &amp; co*\nLine one\nLine two',
    });
    expect(heard!.headers['content-type']).toContain('application/json');
    expect(await row(id)).toMatchObject({ status: 'SENT', attempts: 1, problem: null });
    expect(await send(id)).toBe('left');
    expect(server.heard).toHaveLength(1);
  });

  test('DingTalk: signed as its documents say, in the address', async () => {
    server.play(says(200, '{"errcode":0,"errmsg":"ok"}'));
    const { channel_id } = await channel('DINGTALK');
    expect(await send(await messageTo(channel_id))).toBe('sent');
    const [heard] = server.heard;
    const timestamp = heard!.query.get('timestamp')!;
    expect(Math.abs(Date.now() - Number(timestamp))).toBeLessThan(3_600_000);
    const signed = createHmac('sha256', DING_SECRET).update(`${timestamp}\n${DING_SECRET}`).digest('base64');
    expect(heard!.query.get('sign')).toBe(signed);
    expect(heard!.query.get('access_token')).toBe('a-token-of-a-robot');
    expect(JSON.parse(heard!.body)).toEqual({
      msgtype: 'text',
      text: { content: 'Warning: <!channel> & co\nLine one\nLine two' },
    });
  });

  test('webhook: signed by the Standard Webhooks, under an id that stays', async () => {
    server.play(says(500));
    const { channel_id, secret } = await channel('WEBHOOK');
    const id = await messageTo(channel_id);
    expect(await send(id)).toBe('retrying');
    expect(await send(id)).toBe('sent');
    const [first, second] = server.heard;
    for (const one of [first!, second!]) {
      expect(new Webhook(secret!).verify(one.body, one.headers as Record<string, string>)).toMatchObject({
        type: 'alert.test',
        data: { state: 'test', title: 'Warning: <!channel> & co' },
      });
    }
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
  });
});

describe('what goes wrong outside', () => {
  test.each([
    ['500', says(500), 'http_500'],
    ['hangs up', hangsUp as never, 'target_unreachable'],
    ['hangs', hangs as never, 'target_timeout'],
  ] as const)('is tried five times with pauses, then given up: %s', async (_, act, problem) => {
    hurry();
    const { channel_id } = await channel('SLACK');
    const id = await messageTo(channel_id);
    server.play(act, act, act, act, act);
    const pauses: number[] = [];
    for (let tries = 1; tries <= 4; tries += 1) {
      const before = Date.now();
      expect(await send(id)).toBe('retrying');
      expect(await row(id)).toMatchObject({ status: 'WAITING', attempts: tries, problem });
      pauses.push(Math.round(((await jobOf(id))!.run_at.getTime() - before) / 1_000));
    }
    expect(pauses[0]).toBeGreaterThanOrEqual(15);
    expect(pauses.every((pause, at) => at === 0 || pause > pauses[at - 1]!)).toBe(true);
    expect(await send(id)).toBe('failed');
    expect(await row(id)).toMatchObject({ status: 'FAILED', attempts: 5, problem, nextTryAt: null });
    expect(server.heard).toHaveLength(5);
    expect(await send(id)).toBe('left');
  });

  test('429 is waited for as long as it asks', async () => {
    const { channel_id } = await channel('SLACK');
    const id = await messageTo(channel_id);
    server.play(says(429, '', { 'retry-after': '900' }));
    const before = Date.now();
    expect(await send(id)).toBe('retrying');
    expect((await row(id)).nextTryAt!.getTime()).toBeGreaterThanOrEqual(before + 900_000);
    expect((await jobOf(id))!.run_at.getTime()).toBeGreaterThanOrEqual(before + 900_000);
    expect(await send(id)).toBe('sent');
  });

  test.each([
    ['SLACK', says(404, 'no_service'), 'http_404'],
    ['SLACK', says(302, '', { location: 'http://127.0.0.1:1/elsewhere' }), 'http_302'],
    ['DINGTALK', says(200, '{"errcode":310000,"errmsg":"sign not match"}'), 'dingtalk_310000'],
  ] as const)('a refusal is final: %s %#', async (kind, act, problem) => {
    const { channel_id } = await channel(kind);
    const id = await messageTo(channel_id);
    server.play(act);
    expect(await send(id)).toBe('failed');
    expect(await row(id)).toMatchObject({ status: 'FAILED', attempts: 1, problem });
    expect(server.heard).toHaveLength(1);
  });

  test.each([
    ['{"errcode":130101,"errmsg":"send too fast"}', 'dingtalk_130101'],
    ['<html>', 'unreadable'],
  ])('DingTalk is tried again when it is busy: %s', async (body, problem) => {
    const { channel_id } = await channel('DINGTALK');
    const id = await messageTo(channel_id);
    server.play(says(200, body));
    expect(await send(id)).toBe('retrying');
    expect(await row(id)).toMatchObject({ status: 'WAITING', problem });
  });
});

test('a worker that was killed after it had sent sends once more, and its job runs twice at most', async () => {
  const { channel_id } = await channel('SLACK');
  const id = await messageTo(channel_id);
  expect((await jobOf(id))!.max_attempts).toBe(2);
  server.play(async (heard, response) => {
    // The second worker comes to its end while the first one still waits for its answer.
    expect(await send(id)).toBe('sent');
    says(200)(heard, response);
  });
  expect(await send(id)).toBe('left');
  expect(server.heard).toHaveLength(2);
  expect(await row(id)).toMatchObject({ status: 'SENT', attempts: 1 });
});

test('a channel that is off or deleted is sent nothing that waits', async () => {
  const [off, gone] = [await channel('SLACK'), await channel('SLACK')];
  const ids = [await messageTo(off.channel_id), await messageTo(gone.channel_id)];
  await switchAlertChannel(admin, { channel_id: off.channel_id, enabled: false });
  await deleteAlertChannel(admin, { channel_id: gone.channel_id });
  for (const id of ids) {
    expect(await send(id)).toBe('failed');
    expect(await row(id)).toMatchObject({ status: 'FAILED', problem: 'channel_off' });
  }
  expect(server.heard).toEqual([]);
});

test('an address that leads into the house by now is not called', async () => {
  const { channel_id } = await channel('SLACK');
  const id = await messageTo(channel_id);
  const { urlSealed } = sealChannel('http://10.0.0.1/hook', null);
  await db.alertChannel.update({ where: { id: channel_id }, data: { urlSealed } });
  expect(await send(id)).toBe('failed');
  expect(await row(id)).toMatchObject({ problem: 'target_refused' });
});

test('only the worker sends', async () => {
  await expect(sendAlertMessage(admin, { message_id: 1 })).rejects.toBeInstanceOf(PermissionDeniedError);
  expect(await send(2_000_000_000)).toBe('left');
});
