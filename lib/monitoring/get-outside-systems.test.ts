import { createTranslator } from 'next-intl';
import { afterEach, expect, test } from 'vitest';
import en from '../../messages/en.json';
import zh from '../../messages/zh-CN.json';
import { database } from '../db';
import { testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { getOutsideSystems } from './get-outside-systems';
import { alertValues } from './shape';

// Before the settings of this process are first read.
Object.assign(process.env, { WORKSPACE_API_URL: 'http://127.0.0.1:9/', WORKSPACE_API_TOKEN: 'token' });

const admin = userCtx(await createUser({ role: 'ADMIN' }));
afterEach(() => database().circuitBreaker.deleteMany());

test('the workspace is shown before it has ever failed', async () => {
  expect(await getOutsideSystems(admin)).toEqual([
    { name: 'members.workspace', enabled: true, breaker: null },
  ]);
});

test('whatever fails outside is shown; providers and channels have pages of their own', async () => {
  const opened = {
    state: 'OPEN',
    openedAt: new Date(),
    opened: 2,
    lastError: 'WORKSPACE_UNAVAILABLE',
  } as const;
  for (const name of ['payments.sandbox', 'alerts.channel-7', 'members.workspace', 'deliveries.courier'])
    await database().circuitBreaker.create({ data: { name, ...opened } });
  const breaker = { state: 'open', opened: 2, last_error: 'WORKSPACE_UNAVAILABLE' };
  expect(await getOutsideSystems(admin)).toMatchObject([
    { name: 'members.workspace', enabled: true, breaker },
    { name: 'deliveries.courier', enabled: true, breaker },
  ]);
});

test('who is not called of what fails does not see it', async () => {
  const distributor = userCtx(await createUser({ role: 'DISTRIBUTOR' }));
  await expect(getOutsideSystems(distributor)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  await expect(getOutsideSystems(testCtx())).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});

test.each([
  ['members.workspace', 'The workspace does not work', '工作区无法正常工作'],
  ['payments.alipay', 'Alipay does not work', '支付宝无法正常工作'],
  ['deliveries.courier', 'deliveries.courier does not work', 'deliveries.courier 无法正常工作'],
])('an alert calls %s what people call it', (name, english, chinese) => {
  const facts = { name, minutes: 5, error: 'WORKSPACE_UNAVAILABLE' };
  const say = (locale: 'en' | 'zh-CN', messages: typeof en) =>
    createTranslator({ locale, messages, namespace: 'alerts' })(
      'rule.outside_circuit_open',
      alertValues(facts, locale, String),
    );
  expect(say('en', en)).toMatch(new RegExp(`^${english}`));
  expect(say('zh-CN', zh)).toMatch(new RegExp(`^${chinese}`));
});
