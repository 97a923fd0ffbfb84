import { beforeEach, describe, expect, test } from 'vitest';
import { closeAlert, raiseAlert } from '../alerts';
import { database } from '../db';
import { createAlertChannel } from '../monitoring/create-alert-channel';
import { resolveAlert } from '../monitoring/resolve-alert';
import { CreateChannelInput } from '../monitoring/schema';
import { atOnce, testCtx, userCtx } from '../testing/database';
import { createUser, unique } from '../testing/factories';
import { inTransaction } from '../transaction';
import { announceAlerts } from './announce-alerts';

const db = database();
const admin = userCtx(await createUser({ role: 'ADMIN' }));
const FACTS = { amount: '12.50', currency: 'USD' };

async function channel(locale: 'en' | 'zh-CN' = 'en') {
  const input = { kind: 'SLACK', name: unique('chat'), locale, url: 'http://127.0.0.1:9/hook', secret: null };
  return (await createAlertChannel(admin, CreateChannelInput.parse(input))).channel_id;
}
const raise = (key: string, facts: Record<string, string> = FACTS) =>
  inTransaction(testCtx(), (tx) => raiseAlert(tx, 'payments.late', key, facts));
const close = (key: string) => inTransaction(testCtx(), (tx) => closeAlert(tx, 'payments.late', key));
const messages = () => db.alertMessage.findMany({ orderBy: { id: 'asc' } });
const kinds = async () => (await messages()).map(({ kind }) => kind);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
/** As if so much time had gone by. */
async function later(minutes: number) {
  await db.$executeRaw`UPDATE alerts SET told_at = told_at - make_interval(mins => ${minutes}::int)`;
  await db.$executeRaw`UPDATE alert_messages SET created_at = created_at - make_interval(mins => ${minutes}::int)`;
}

beforeEach(async () => {
  await db.alertMessage.deleteMany();
  await db.alert.deleteMany();
  await db.alertRule.deleteMany();
  await db.alertChannel.deleteMany();
});

test('an alert is told to each channel once, in its language, with what is to be known', async () => {
  await channel();
  await channel('zh-CN');
  const key = 'ORD2026112800000001';
  await raise(key);
  await raise(key);
  expect(await announceAlerts(testCtx())).toBe(2);
  expect(await announceAlerts(testCtx())).toBe(0);
  const [english, chinese] = await messages();
  const alert = await db.alert.findFirstOrThrow();
  expect(english).toMatchObject({
    kind: 'OPENED',
    status: 'WAITING',
    severity: 'WARNING',
    title: 'Warning: A payment of $12.50 came for an order that was cancelled',
    facts: { state: 'opened', rule: 'payments.late', count: 2, request_id: alert.requestId },
  });
  expect(english!.body).toContain(`Request: ${alert.requestId}`);
  expect(english!.body).toContain(`http://127.0.0.1:3000/admin/orders/${key}`);
  expect(english!.body).toMatch(/^Since .+, 2 times$/m);
  expect(chinese!.title).toBe('警告：已取消的订单收到付款 US$12.50');
  expect(chinese!.body).toContain(`请求：${alert.requestId}`);
  const jobs = await db.$queryRaw<{ payload: unknown }[]>`
    SELECT payload FROM graphile_worker._private_jobs WHERE payload ->> 'message_id' IN (${String(english!.id)}, ${String(chinese!.id)})`;
  expect(jobs).toHaveLength(2);
});

test('of several workers that see it at once, one tells it', async () => {
  await channel();
  await raise('one');
  await atOnce(5, () => announceAlerts(testCtx()));
  expect(await kinds()).toEqual(['OPENED']);
  await close('one');
  await atOnce(5, () => announceAlerts(testCtx()));
  expect(await kinds()).toEqual(['OPENED', 'RESOLVED']);
});

describe('while an alert is open', () => {
  test('it is told again once in each window, and its end once', async () => {
    await channel();
    await raise('a');
    await announceAlerts(testCtx());
    await later(59);
    expect(await announceAlerts(testCtx())).toBe(0);
    await later(2);
    expect(await announceAlerts(testCtx())).toBe(1);
    await later(61);
    expect(await announceAlerts(testCtx())).toBe(1);
    const { id } = await db.alert.findFirstOrThrow();
    await resolveAlert(admin, { alert_id: id });
    expect(await announceAlerts(testCtx())).toBe(1);
    expect(await announceAlerts(testCtx())).toBe(0);
    expect(await kinds()).toEqual(['OPENED', 'STILL_OPEN', 'STILL_OPEN', 'RESOLVED']);
    expect((await messages()).at(-1)).toMatchObject({
      title: 'Resolved: A payment of $12.50 came for an order that was cancelled',
      facts: { state: 'resolved' },
    });
  });

  test('how often is a matter of its rule', async () => {
    await channel();
    const terms = { rule: 'payments.late', enabled: true, repeatMinutes: 5, severity: 'CRITICAL' } as const;
    await db.alertRule.create({ data: terms });
    await raise('a');
    await announceAlerts(testCtx());
    await later(6);
    await announceAlerts(testCtx());
    expect(await messages()).toMatchObject([{ severity: 'CRITICAL' }, { kind: 'STILL_OPEN' }]);
  });
});

test('what comes and goes is not told each time', async () => {
  await channel();
  await raise('a');
  await announceAlerts(testCtx());
  await close('a');
  await announceAlerts(testCtx());
  await raise('a');
  await announceAlerts(testCtx());
  expect(await kinds()).toEqual(['OPENED', 'RESOLVED']);
  // It stays this time: then it is told.
  await later(61);
  await announceAlerts(testCtx());
  expect(await kinds()).toEqual(['OPENED', 'RESOLVED', 'STILL_OPEN']);
});

test('what was over before anybody was told of it is not told', async () => {
  await channel();
  await raise('a');
  await close('a');
  expect(await announceAlerts(testCtx())).toBe(0);
});

test('a rule says who is told, or that nobody is', async () => {
  const [first, second] = [await channel(), await channel()];
  const terms = { rule: 'payments.late', enabled: true, repeatMinutes: 60, severity: 'INFO' } as const;
  const { id } = await db.alertRule.create({
    data: { ...terms, allChannels: false, channels: { create: { channelId: second } } },
  });
  await raise('a');
  await announceAlerts(testCtx());
  expect(await messages()).toMatchObject([{ channelId: second, severity: 'INFO' }]);
  await db.alertRule.update({ where: { id }, data: { enabled: false, allChannels: true } });
  await raise('b');
  expect(await announceAlerts(testCtx())).toBe(0);
  await db.alertRule.update({ where: { id }, data: { enabled: true } });
  await db.alertChannel.update({ where: { id: first }, data: { enabled: false } });
  await raise('c');
  await announceAlerts(testCtx());
  expect((await messages()).map(({ channelId }) => channelId)).toEqual([second, second]);
});

test('nobody’s email leaves the house with a message', async () => {
  await channel();
  const facts = { email: 'somebody@example.com', account: 'acme', attempts: 3 };
  await inTransaction(testCtx(), (tx) => raiseAlert(tx, 'members.join_failed', '7', facts));
  await announceAlerts(testCtx());
  const [message] = await messages();
  expect(message!.title).toContain('s***@example.com');
  expect(JSON.stringify(message)).not.toContain('somebody@');
});

test('an alert that was open before anybody could be told is told when it has gone on', async () => {
  await raise('a');
  await announceAlerts(testCtx());
  await channel();
  expect(await announceAlerts(testCtx())).toBe(0);
  await db.alert.updateMany({ data: { toldAt: minutesAgo(61) } });
  await announceAlerts(testCtx());
  expect(await kinds()).toEqual(['STILL_OPEN']);
});
