import en from '../../messages/en.json';
import zh from '../../messages/zh-CN.json';
import { beforeEach, describe, expect, test } from 'vitest';
import { database } from '../db';
import { ConflictError, PermissionDeniedError, ResourceNotFoundError, ValidationError } from '../errors';
import { atOnce, outcomes, userCtx } from '../testing/database';
import { createDistributor, createUser, unique } from '../testing/factories';
import { ALERT_RULES, errorSubject } from './alert-rules';
import { changeAlertRule } from './change-alert-rule';
import { createAlertChannel } from './create-alert-channel';
import { createAlertRule } from './create-alert-rule';
import { deleteAlertChannel } from './delete-alert-channel';
import { listAlertRules, possibleSubjects } from './list-alert-rules';
import { resetAlertRule } from './reset-alert-rule';
import { settingFor, ruleSettings } from './rule-settings';
import { ChangeRuleInput, CreateChannelInput, CreateRuleInput } from './schema';

const db = database();
const admin = userCtx(await createUser({ role: 'ADMIN' }));
const BACKLOG = {
  rule: 'queue.backlog',
  subject: '',
  version: 0,
  enabled: true,
  threshold: 100,
  window_minutes: 10,
  repeat_minutes: 30,
  severity: 'CRITICAL',
  channel_ids: null,
};
const ERRORS = {
  subject: 'code:DATABASE_ERROR',
  enabled: true,
  threshold: 3,
  window_minutes: 5,
  repeat_minutes: 60,
};
const change = (input: object = {}, ctx = admin) =>
  changeAlertRule(ctx, ChangeRuleInput.parse({ ...BACKLOG, ...input }));
const create = (input: object = {}, ctx = admin) =>
  createAlertRule(
    ctx,
    CreateRuleInput.parse({ ...ERRORS, severity: 'WARNING', channel_ids: null, ...input }),
  );
const shown = async (rule: string) => (await listAlertRules(admin)).filter((one) => one.rule === rule);
const auditOf = (action: string) =>
  db.auditEntry.findMany({ where: { action, userId: admin.actor.kind === 'user' ? admin.actor.userId : 0 } });

async function channel() {
  const input = {
    kind: 'SLACK',
    name: unique('chat'),
    locale: 'en',
    url: 'http://127.0.0.1:9/hook',
    secret: null,
  };
  return (await createAlertChannel(admin, CreateChannelInput.parse(input))).channel_id;
}

beforeEach(async () => {
  await db.alertRule.deleteMany();
  await db.alertChannel.deleteMany();
  await db.auditEntry.deleteMany({ where: { entity: 'alert_rule' } });
});

test('every rule is shown, with its defaults until somebody changes it', async () => {
  const rules = await listAlertRules(admin);
  expect(rules.map(({ rule }) => rule)).toEqual(ALERT_RULES);
  expect(rules.every(({ changed, own, enabled }) => !changed && !own && enabled)).toBe(true);
  expect(await shown('queue.backlog')).toMatchObject([
    {
      threshold: 5_000,
      window_minutes: 5,
      repeat_minutes: 60,
      severity: 'WARNING',
      channel_ids: null,
      by: 'watch',
    },
  ]);
  expect(await shown('payments.late')).toMatchObject([{ threshold: null, window_minutes: null, by: 'verb' }]);
});

test('a change holds, is noted, and goes back to the default', async () => {
  const id = await channel();
  expect(await change({ channel_ids: [id, id] })).toMatchObject({
    threshold: 100,
    channel_ids: [id],
    version: 1,
  });
  expect(await shown('queue.backlog')).toMatchObject([
    { window_minutes: 10, repeat_minutes: 30, severity: 'CRITICAL', changed: true, version: 1 },
  ]);
  await change({ version: 1, enabled: false, channel_ids: [] });
  expect(await shown('queue.backlog')).toMatchObject([{ enabled: false, channel_ids: [], version: 2 }]);
  await resetAlertRule(admin, { rule: 'queue.backlog', subject: '' });
  await resetAlertRule(admin, { rule: 'queue.backlog', subject: '' });
  expect(await shown('queue.backlog')).toMatchObject([{ enabled: true, threshold: 5_000, changed: false }]);
  expect(await auditOf('monitoring.change-alert-rule')).toMatchObject([
    { entityId: 'queue.backlog', before: { threshold: 5_000 }, after: { threshold: 100 } },
    { before: { version: 1 }, after: { enabled: false } },
  ]);
  expect(await auditOf('monitoring.reset-alert-rule')).toHaveLength(1);
});

test('of several who change what they all saw, one is heard', async () => {
  const racers = await atOnce(5, (index) => change({ threshold: 10 + index }));
  const { values, errors } = outcomes(racers);
  expect(values).toHaveLength(1);
  for (const error of errors) expect(error).toBeInstanceOf(ConflictError);
  expect(await auditOf('monitoring.change-alert-rule')).toHaveLength(1);
});

test.each([
  [{ threshold: null }, 'threshold'],
  [{ threshold: 10_001 }, 'threshold'],
  [{ window_minutes: 1_441 }, 'window_minutes'],
  [{ rule: 'payments.late', threshold: 5, window_minutes: null }, 'threshold'],
  [{ rule: 'payments.late', threshold: null, window_minutes: 5 }, 'window_minutes'],
  [{ channel_ids: [2_000_000_000] }, 'channel_ids'],
])('what the rule does not have is refused: %j', async (input, field) => {
  await expect(change(input)).rejects.toMatchObject({ errorCode: 'VALIDATION_ERROR', details: { field } });
  expect(await db.alertRule.count()).toBe(0);
});

test('a deleted channel cannot be named, and takes its place in rules with it', async () => {
  const [kept, gone] = [await channel(), await channel()];
  await change({ channel_ids: [kept, gone] });
  await deleteAlertChannel(admin, { channel_id: gone });
  expect(await shown('queue.backlog')).toMatchObject([{ channel_ids: [kept] }]);
  await expect(change({ version: 1, channel_ids: [gone] })).rejects.toBeInstanceOf(ValidationError);
});

describe('a rule about errors', () => {
  test('is one more, for a code or a level, and can be taken away', async () => {
    await create();
    expect(await shown('errors.many')).toMatchObject([
      { subject: 'level:ERROR', own: false, threshold: 20 },
      { subject: 'code:DATABASE_ERROR', own: true, threshold: 3, window_minutes: 5 },
    ]);
    const settings = await ruleSettings(admin);
    expect(settingFor(settings, { rule: 'errors.many', key: 'code:DATABASE_ERROR' })?.threshold).toBe(3);
    expect(settingFor(settings, { rule: 'errors.many', key: 'level:ERROR' })?.threshold).toBe(20);
    const left = possibleSubjects(await listAlertRules(admin));
    expect(left).toContain('code:INTERNAL_ERROR');
    expect(left).not.toContain('code:DATABASE_ERROR');
    expect(left).not.toContain('level:ERROR');
    await resetAlertRule(admin, { rule: 'errors.many', subject: 'code:DATABASE_ERROR' });
    expect(await shown('errors.many')).toHaveLength(1);
    await expect(
      resetAlertRule(admin, { rule: 'errors.many', subject: 'code:DATABASE_ERROR' }),
    ).rejects.toBeInstanceOf(ResourceNotFoundError);
  });

  test('is one, however many make it', async () => {
    const { values, errors } = outcomes(await atOnce(5, () => create()));
    expect(values).toHaveLength(1);
    for (const error of errors) expect(error).toBeInstanceOf(ConflictError);
    await expect(create({ subject: 'level:ERROR' })).rejects.toBeInstanceOf(ConflictError);
  });

  test.each(['code:NO_SUCH_CODE', 'level:INFO', 'code:', 'every', 'all '.repeat(3)])(
    'counts no errors that there are not: %s',
    async (subject) => {
      await expect(create({ subject })).rejects.toMatchObject({ details: { field: 'subject' } });
    },
  );

  test('names its errors', () => {
    expect(errorSubject('all')).toEqual({ level: undefined, code: undefined });
    expect(errorSubject('level:WARNING')).toMatchObject({ level: 'WARNING' });
    expect(errorSubject('code:DATABASE_ERROR')).toMatchObject({ code: 'DATABASE_ERROR' });
  });
});

test('rules are for administrators', async () => {
  for (const person of [await createDistributor(), await createUser({ role: 'OPERATOR' })]) {
    const ctx = userCtx(person);
    await expect(listAlertRules(ctx)).rejects.toBeInstanceOf(PermissionDeniedError);
    await expect(change({}, ctx)).rejects.toBeInstanceOf(PermissionDeniedError);
    await expect(create({}, ctx)).rejects.toBeInstanceOf(PermissionDeniedError);
    await expect(resetAlertRule(ctx, { rule: 'queue.backlog', subject: '' })).rejects.toBeInstanceOf(
      PermissionDeniedError,
    );
  }
  expect(await db.alertRule.count()).toBe(0);
  await expect(change({ rule: 'no.such_rule' })).rejects.toBeInstanceOf(ResourceNotFoundError);
});

test.each([en, zh])('every rule has words', ({ alerts, alert_rules: rules }) => {
  const names = ALERT_RULES.map((rule) => rule.replace('.', '_')).toSorted();
  expect(Object.keys(rules.name).toSorted()).toEqual(names);
  expect(Object.keys(rules.when).toSorted()).toEqual(names);
  expect(Object.keys(alerts.next).toSorted()).toEqual(names);
  expect(Object.keys(alerts.rule).toSorted()).toEqual([...names, 'other'].toSorted());
});
