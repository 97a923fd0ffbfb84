import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { raiseAlert } from '../alerts';
import { database } from '../db';
import type { WatchedRule } from '../monitoring/alert-rules';
import { ruleSettings } from '../monitoring/rule-settings';
import { atOnce, outcomes, testCtx } from '../testing/database';
import { createUnpaidOrder, deliver, notificationOf } from '../testing/payment-events';
import { inTransaction } from '../transaction';
import { evaluateAlerts, evaluateRule } from './evaluate-alerts';

const db = database();
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const alerts = (rule: string) => db.alert.findMany({ where: { rule }, orderBy: { id: 'asc' } });
const keys = async (rule: string) =>
  (await alerts(rule)).filter((one) => !one.resolvedAt).map(({ key }) => key);

async function look(rule: WatchedRule) {
  const settings = await ruleSettings(testCtx());
  await evaluateRule(
    testCtx(),
    rule,
    settings.filter((setting) => setting.rule === rule),
  );
}

const set = (
  rule: string,
  terms: { enabled?: boolean; threshold?: number; windowMinutes?: number; subject?: string },
) => db.alertRule.create({ data: { rule, enabled: true, repeatMinutes: 60, severity: 'WARNING', ...terms } });
const addJob = (secondsAgo: number) =>
  db.$executeRaw`SELECT graphile_worker.add_job('test.work', run_at => now() - make_interval(secs => ${secondsAgo}))`;
const addSaga = (subject: string, status: 'RUNNING' | 'STUCK' | 'DONE', updatedAt: Date) =>
  db.saga.create({ data: { kind: 'test', subject, input: {}, status, updatedAt } });
const addBreaker = (name: string, state: 'OPEN' | 'CLOSED' | 'HALF_OPEN', brokenSince: Date | null) =>
  db.circuitBreaker.create({
    data: { name, state, brokenSince, openedAt: new Date(), lastError: 'PAYMENT_TIMEOUT' },
  });
const addRun = (day: string, status: 'CLEAN' | 'DIFFERENT' | 'FAILED', differences = 0) =>
  db.reconciliationRun.create({ data: { day: new Date(day), status, differences, compared: {} } });

/** Failures of one kind, so many in a minute so long ago. */
async function addErrors(
  count: number,
  ago: number,
  errorCode = 'INTERNAL_ERROR',
  level: 'ERROR' | 'WARNING' = 'ERROR',
) {
  const minute = minutesAgo(ago);
  minute.setSeconds(0, 0);
  await db.errorEvent.create({
    data: {
      fingerprint: randomBytes(16).toString('hex'),
      level,
      errorCode,
      type: 'Error',
      place: 'a test',
      message: 'it broke',
      requestId: 'request-of-a-test',
      context: {},
      lastSeenAt: minute,
      count,
      minutes: { create: { minute, count } },
    },
  });
}

const TODAY = new Date().toISOString().slice(0, 10);

beforeEach(async () => {
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await db.alertMessage.deleteMany();
  await db.alert.deleteMany();
  await db.alertRule.deleteMany();
  await db.errorEvent.deleteMany();
  await db.saga.deleteMany();
  await db.circuitBreaker.deleteMany();
  await db.reconciliationRun.deleteMany();
  await db.lease.deleteMany({ where: { key: 'monitoring.evaluate-alerts' } });
});

type Case = { what: string; rule: WatchedRule; enter: () => Promise<unknown>; found: string[] };

const CASES: Case[] = [
  { what: 'fewer errors than it takes', rule: 'errors.many', enter: () => addErrors(19, 1), found: [] },
  {
    what: 'as many errors as it takes',
    rule: 'errors.many',
    enter: () => addErrors(20, 1),
    found: ['level:ERROR'],
  },
  { what: 'errors too long ago', rule: 'errors.many', enter: () => addErrors(20, 12), found: [] },
  {
    what: 'refusals, which are no errors',
    rule: 'errors.many',
    enter: () => addErrors(50, 1, 'RATE_LIMITED', 'WARNING'),
    found: [],
  },
  {
    what: 'errors of several kinds together',
    rule: 'errors.many',
    enter: async () => [await addErrors(12, 1), await addErrors(12, 2, 'DATABASE_ERROR')],
    found: ['level:ERROR'],
  },
  {
    what: 'an error that has a rule of its own, and refusals that have one',
    rule: 'errors.many',
    enter: async () => [
      await set('errors.many', { subject: 'code:DATABASE_ERROR', threshold: 2, windowMinutes: 5 }),
      await set('errors.many', { subject: 'level:WARNING', threshold: 3, windowMinutes: 5 }),
      await set('errors.many', { subject: 'code:PAYMENT_TIMEOUT', threshold: 1, windowMinutes: 5 }),
      await addErrors(2, 1, 'DATABASE_ERROR'),
      await addErrors(3, 1, 'RATE_LIMITED', 'WARNING'),
    ],
    found: ['code:DATABASE_ERROR', 'level:WARNING'],
  },
  { what: 'a job that waits a little', rule: 'queue.backlog', enter: () => addJob(290), found: [] },
  { what: 'a job that waits too long', rule: 'queue.backlog', enter: () => addJob(310), found: ['all'] },
  {
    what: 'a job that may wait so long',
    rule: 'queue.backlog',
    enter: async () => [await set('queue.backlog', { windowMinutes: 30 }), await addJob(1_700)],
    found: [],
  },
  {
    what: 'as many jobs as there may be',
    rule: 'queue.backlog',
    enter: async () => [await set('queue.backlog', { threshold: 2 }), await addJob(1), await addJob(1)],
    found: [],
  },
  {
    what: 'more jobs than there may be',
    rule: 'queue.backlog',
    enter: async () => [await set('queue.backlog', { threshold: 1 }), await addJob(1), await addJob(1)],
    found: ['all'],
  },
  {
    what: 'a breaker that has just opened',
    rule: 'outside.circuit_open',
    enter: () => addBreaker('payments.stripe', 'OPEN', minutesAgo(4)),
    found: [],
  },
  {
    what: 'breakers that are open for long, one of them being tried',
    rule: 'outside.circuit_open',
    enter: async () => [
      await addBreaker('payments.stripe', 'OPEN', minutesAgo(6)),
      await addBreaker('payments.alipay', 'HALF_OPEN', minutesAgo(6)),
      await addBreaker('payments.sandbox', 'CLOSED', null),
      await addBreaker('alerts.channel-7', 'OPEN', minutesAgo(60)),
    ],
    found: ['payments.alipay', 'payments.stripe'],
  },
  {
    what: 'a day whose last comparison is clean',
    rule: 'payments.differences',
    enter: async () => [await addRun(TODAY, 'DIFFERENT', 3), await addRun(TODAY, 'CLEAN')],
    found: [],
  },
  {
    what: 'a day whose last comparison that came to its end found differences',
    rule: 'payments.differences',
    enter: async () => [
      await addRun(TODAY, 'CLEAN'),
      await addRun(TODAY, 'DIFFERENT', 3),
      await addRun(TODAY, 'FAILED'),
    ],
    found: [TODAY],
  },
  {
    what: 'fewer differences than it takes',
    rule: 'payments.differences',
    enter: async () => [
      await set('payments.differences', { threshold: 4 }),
      await addRun(TODAY, 'DIFFERENT', 3),
    ],
    found: [],
  },
  {
    what: 'differences of a day long ago',
    rule: 'payments.differences',
    enter: () => addRun('2020-02-02', 'DIFFERENT', 3),
    found: [],
  },
];

test.each(CASES)('$what: $rule $found', async ({ rule, enter, found }) => {
  await enter();
  await look(rule);
  expect(await keys(rule)).toEqual(found);
});

test('a payment calls people when nobody knows for a day how it ended, unless its amount has called them', async () => {
  const begin = async (minutes: number) => {
    const { order_no, payment_id, ...order } = await createUnpaidOrder();
    await db.payment.update({ where: { id: payment_id }, data: { createdAt: minutesAgo(minutes) } });
    return { order_no, payment_id, ...order };
  };
  await begin(1_550);
  const forgotten = await begin(1_570);
  const mismatched = await begin(1_570);
  await deliver(notificationOf(mismatched, { amount: '0.01' }));
  await look('payments.undecided');
  expect(await keys('payments.undecided')).toEqual([forgotten.order_no]);
  await db.payment.update({ where: { id: forgotten.payment_id }, data: { status: 'FAILED' } });
  await look('payments.undecided');
  expect(await keys('payments.undecided')).toEqual([]);
});

test('a saga calls people when it waits for a person, and when it has not moved for long', async () => {
  const stuck = await addSaga('a', 'STUCK', minutesAgo(1));
  const still = await addSaga('b', 'RUNNING', minutesAgo(31));
  await addSaga('c', 'RUNNING', minutesAgo(29));
  await addSaga('d', 'DONE', minutesAgo(90));
  // The saga itself has called people by the same name: that is one alert.
  await inTransaction(testCtx(), (tx) => raiseAlert(tx, 'sagas.stuck', String(stuck.id), { step: 'charge' }));
  await look('sagas.stuck');
  expect(await keys('sagas.stuck')).toEqual([String(stuck.id), String(still.id)]);
  await db.saga.update({ where: { id: still.id }, data: { status: 'DONE' } });
  await look('sagas.stuck');
  expect(await keys('sagas.stuck')).toEqual([String(stuck.id)]);
});

describe('an alert of a rule', () => {
  test('opens once, counts the minutes, and is over by itself', async () => {
    await addJob(310);
    await look('queue.backlog');
    await look('queue.backlog');
    expect(await alerts('queue.backlog')).toMatchObject([
      { count: 1, resolvedAt: null, facts: { jobs: 1, minutes: 5 } },
    ]);
    await db.alert.updateMany({ data: { lastAt: minutesAgo(1) } });
    await look('queue.backlog');
    expect(await alerts('queue.backlog')).toMatchObject([{ count: 2 }]);
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await look('queue.backlog');
    expect((await alerts('queue.backlog'))[0]!.resolvedAt).toBeInstanceOf(Date);
    await addJob(310);
    await look('queue.backlog');
    expect(await alerts('queue.backlog')).toHaveLength(2);
  });

  test('is over when the rule is switched off', async () => {
    await addJob(310);
    await look('queue.backlog');
    await set('queue.backlog', { enabled: false, threshold: 1, windowMinutes: 1 });
    await look('queue.backlog');
    expect(await keys('queue.backlog')).toEqual([]);
  });
});

describe('of several workers', () => {
  test('one looks in each minute', async () => {
    await addJob(310);
    const { values } = outcomes(await atOnce(5, () => evaluateAlerts(testCtx())));
    expect(values.sort()).toEqual(['evaluated', 'left', 'left', 'left', 'left']);
    expect(await alerts('queue.backlog')).toMatchObject([{ count: 1 }]);
    expect(await evaluateAlerts(testCtx())).toBe('left');
    await db.lease.updateMany({
      where: { key: 'monitoring.evaluate-alerts' },
      data: { lastRunAt: minutesAgo(1) },
    });
    expect(await evaluateAlerts(testCtx())).toBe('evaluated');
  });

  test('those that look at once all the same open one alert and count it once', async () => {
    await addJob(310);
    await atOnce(5, () => look('queue.backlog'));
    expect(await alerts('queue.backlog')).toMatchObject([{ count: 1 }]);
  });
});
