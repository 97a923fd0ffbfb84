import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../context';
import { database } from '../db';
import { env } from '../env';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import { createDistributor, createUser } from '../testing/factories';
import { startReceiver } from '../testing/webhook-receiver';
import { addEndpoint, deliveriesOf, drainQueue, passPause } from '../testing/webhooks';
import { bindings, tasks } from '../worker/registry';
import { taskList } from '../worker/task-list';
import { changeEndpoint } from './change-endpoint';
import { createEndpoint, MOST_ENDPOINTS } from './create-endpoint';
import { deleteEndpoint } from './delete-endpoint';
import { disableEndpoint } from './disable-endpoint';
import { enableEndpoint } from './enable-endpoint';
import { exportDeliveries } from './export-deliveries';
import { EVENTS_KEPT_DAYS, forgetOldEvents } from './forget-old-events';
import { getDelivery } from './get-delivery';
import { listDeliveries } from './list-deliveries';
import { listEndpoints } from './list-endpoints';
import { resendDelivery } from './resend-delivery';
import { rotateSecret } from './rotate-secret';
import { CreateEndpointInput, DeliveriesQuery } from './schema';
import { sendTestEvent } from './send-test-event';

const receiver = await startReceiver();
afterAll(receiver.close);
beforeEach(receiver.forget);

const drain = () => drainQueue(taskList(bindings, tasks, []));

const input = () =>
  CreateEndpointInput.parse({ url: receiver.url, description: 'Shop', events: ['order.paid'] });
const endpointIn = (id: number) => database().webhookEndpoint.findUniqueOrThrow({ where: { id } });
const all = DeliveriesQuery.parse({});

async function begin() {
  const distributor = await createDistributor();
  const ctx = userCtx(distributor);
  const { endpoint_id, secret } = await addEndpoint(distributor, receiver.url);
  const { delivery_id } = await sendTestEvent(ctx, { endpoint_id });
  await drain();
  return { distributor, ctx, endpoint_id, secret, delivery_id };
}

/** Each verb on an endpoint or one of its deliveries. */
const VERBS: Record<
  string,
  (ctx: Ctx, ids: { endpoint_id: number; delivery_id: number }) => Promise<unknown>
> = {
  'webhooks.change-endpoint': (ctx, { endpoint_id }) => changeEndpoint(ctx, { endpoint_id, ...input() }),
  'webhooks.rotate-secret': (ctx, { endpoint_id }) => rotateSecret(ctx, { endpoint_id }),
  'webhooks.send-test-event': (ctx, { endpoint_id }) => sendTestEvent(ctx, { endpoint_id }),
  'webhooks.resend-delivery': (ctx, { delivery_id }) => resendDelivery(ctx, { delivery_id }),
  'webhooks.disable-endpoint': (ctx, { endpoint_id }) => disableEndpoint(ctx, { endpoint_id }),
  'webhooks.enable-endpoint': (ctx, { endpoint_id }) => enableEndpoint(ctx, { endpoint_id }),
  'webhooks.delete-endpoint': (ctx, { endpoint_id }) => deleteEndpoint(ctx, { endpoint_id }),
};

describe('who may', () => {
  test.each(Object.keys(VERBS))(
    '%s: the owner and admins; others find nothing, and strangers may not',
    async (name) => {
      const mine = await begin();
      const verb = VERBS[name]!;
      const other = userCtx(await createDistributor());
      const before = await endpointIn(mine.endpoint_id);
      await expect(verb(other, mine)).rejects.toMatchObject({ errorCode: 'RESOURCE_NOT_FOUND' });
      await expect(verb(userCtx(await createUser()), mine)).rejects.toMatchObject({
        errorCode: 'PERMISSION_DENIED',
      });
      await expect(verb(publicCtx(), mine)).rejects.toMatchObject({ errorCode: 'UNAUTHENTICATED' });
      expect(await endpointIn(mine.endpoint_id)).toEqual(before);
      if (name === 'webhooks.enable-endpoint') await disableEndpoint(mine.ctx, mine);
      for (const ctx of [mine.ctx, userCtx(await createUser({ role: 'ADMIN' }))]) {
        if (name === 'webhooks.delete-endpoint' && ctx !== mine.ctx) continue;
        await verb(ctx, mine);
      }
      const rows = await database().auditEntry.findMany({
        where: { action: name, entity: 'webhook_endpoint', entityId: String(mine.endpoint_id) },
      });
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows.map(({ before, after }) => [before, after]))).not.toContain(mine.secret);
    },
  );

  test('creating is for distributors themselves, and for admins on behalf of one', async () => {
    const distributor = await createDistributor();
    const admin = userCtx(await createUser({ role: 'ADMIN' }));
    await createEndpoint(admin, { ...input(), whose: distributor.id });
    expect(await listEndpoints(userCtx(distributor), 'me')).toMatchObject([
      { url: receiver.url, state: 'on' },
    ]);
    expect(await listEndpoints(admin, distributor.id)).toHaveLength(1);
    const other = userCtx(await createDistributor());
    expect(await listEndpoints(other, 'me')).toEqual([]);
    for (const whose of [distributor.id, 2_000_000_001])
      await expect(createEndpoint(other, { ...input(), whose })).rejects.toMatchObject({
        errorCode: 'PERMISSION_DENIED',
      });
    await expect(createEndpoint(admin, { ...input(), whose: 2_000_000_001 })).rejects.toMatchObject({
      errorCode: 'RESOURCE_NOT_FOUND',
    });
    await expect(createEndpoint(userCtx(await createUser()), input())).rejects.toMatchObject({
      errorCode: 'PERMISSION_DENIED',
    });
  });

  test('lists, pages and files show what is one’s own', async () => {
    const mine = await begin();
    const other = userCtx(await createDistributor());
    expect((await listDeliveries(mine.ctx, 'me', all)).items).toMatchObject([
      { id: mine.delivery_id, status: 'delivered', type: 'webhook.test', status_code: 200 },
    ]);
    expect((await listDeliveries(other, 'me', { ...all, endpoint: mine.endpoint_id })).items).toEqual([]);
    const id = mine.delivery_id;
    expect(await getDelivery(mine.ctx, 'me', { id })).toMatchObject({
      response: 'thank you',
      may_resend: true,
    });
    expect(JSON.stringify(await getDelivery(mine.ctx, 'me', { id }))).not.toContain(mine.secret);
    await expect(getDelivery(other, 'me', { id })).rejects.toMatchObject({ errorCode: 'RESOURCE_NOT_FOUND' });
    await expect(listDeliveries(other, mine.distributor.id, all)).rejects.toMatchObject({
      errorCode: 'PERMISSION_DENIED',
    });
    let file = '';
    for await (const part of (await exportDeliveries(mine.ctx, 'me', all)).text) file += part;
    expect(file.trim().split('\r\n')).toHaveLength(2);
    expect(file).toContain(receiver.url);
  });
});

test('the secret is kept sealed, and shown by nothing afterwards', async () => {
  const { secret, endpoint_id, ctx } = await begin();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const kept = await endpointIn(endpoint_id);
  expect(JSON.stringify([kept, await listEndpoints(ctx, 'me')])).not.toContain(secret.slice(6));
  expect(kept.secret).not.toContain(env().APP_SECRET);
});

test('ten endpoints at most, also when many are added at once; a deleted one makes room', async () => {
  const distributor = await createDistributor();
  const results = await atOnce(MOST_ENDPOINTS + 4, () => addEndpoint(distributor, receiver.url));
  const { values, errors } = outcomes(results);
  expect(values).toHaveLength(MOST_ENDPOINTS);
  for (const error of errors) expect(error).toMatchObject({ errorCode: 'TOO_MANY_ENDPOINTS' });
  await deleteEndpoint(userCtx(distributor), { endpoint_id: values[0]!.endpoint_id });
  await addEndpoint(distributor, receiver.url);
});

test.each([
  'http://10.0.0.1/',
  'https://169.254.169.254/latest',
  'ftp://127.0.0.1/',
  'https://a:b@example.com/',
])('an endpoint is never at %s, when it is added or changed', async (url) => {
  const { ctx, endpoint_id } = await begin();
  const refused = { errorCode: 'TARGET_REFUSED', httpStatus: 400 };
  await expect(createEndpoint(ctx, { ...input(), url })).rejects.toMatchObject(refused);
  await expect(changeEndpoint(ctx, { endpoint_id, ...input(), url })).rejects.toMatchObject(refused);
  expect((await endpointIn(endpoint_id)).url).toBe(receiver.url);
});

test('an endpoint that is off is neither tested nor sent anything again', async () => {
  const { ctx, endpoint_id, delivery_id } = await begin();
  await disableEndpoint(ctx, { endpoint_id });
  for (const send of [() => sendTestEvent(ctx, { endpoint_id }), () => resendDelivery(ctx, { delivery_id })])
    await expect(send()).rejects.toMatchObject({ errorCode: 'INVALID_STATE_TRANSITION' });
  await enableEndpoint(ctx, { endpoint_id });
  await resendDelivery(ctx, { delivery_id });
});

test('what is on its way is not sent again beside it', async () => {
  const { ctx, endpoint_id } = await begin();
  const { delivery_id } = await sendTestEvent(ctx, { endpoint_id });
  await expect(resendDelivery(ctx, { delivery_id })).rejects.toMatchObject({
    errorCode: 'INVALID_STATE_TRANSITION',
  });
  await drain();
  const again = await resendDelivery(ctx, { delivery_id });
  await drain();
  expect(await getDelivery(ctx, 'me', { id: again.delivery_id })).toMatchObject({
    status: 'delivered',
    resend_of: delivery_id,
  });
});

test('tests and repetitions are limited', async () => {
  const { ctx, endpoint_id } = await begin();
  const results = await atOnce(40, () => sendTestEvent(ctx, { endpoint_id }));
  await disableEndpoint(ctx, { endpoint_id });
  const { values, errors } = outcomes(results);
  expect(values).toHaveLength(29);
  for (const error of errors) expect(error).toMatchObject({ errorCode: 'RATE_LIMITED' });
});

test('repeated under its key, a test is sent once', async () => {
  const { distributor, endpoint_id } = await begin();
  const ctx = () => userCtx(distributor, 'the same key');
  const first = await sendTestEvent(ctx(), { endpoint_id });
  expect(await sendTestEvent(ctx(), { endpoint_id })).toEqual(first);
  expect(await deliveriesOf(distributor.id)).toHaveLength(2);
});

test('deliveries are found by endpoint, state and type, page by page', async () => {
  const { ctx, endpoint_id, delivery_id, distributor } = await begin();
  const other = await addEndpoint(distributor, receiver.url);
  receiver.play((_, response) => response.writeHead(500).end());
  const { delivery_id: pending } = await sendTestEvent(ctx, other);
  await drain();
  const ids = async (query: object) =>
    (await listDeliveries(ctx, 'me', DeliveriesQuery.parse(query))).items.map(({ id }) => id);
  expect(await ids({})).toEqual([pending, delivery_id]);
  expect(await ids({ endpoint: String(endpoint_id) })).toEqual([delivery_id]);
  expect(await ids({ status: 'pending' })).toEqual([pending]);
  expect(await ids({ status: 'failed' })).toEqual([]);
  expect(await ids({ type: 'order.paid' })).toEqual([]);
  const first = await listDeliveries(ctx, 'me', DeliveriesQuery.parse({ limit: '1' }));
  expect(await ids({ limit: '1', cursor: first.next_cursor })).toEqual([delivery_id]);
  await passPause(pending);
  await drain();
  expect(await ids({ status: 'pending' })).toEqual([]);
});

test('what was told a month ago is forgotten, except what is on its way', async () => {
  const { ctx, endpoint_id, delivery_id, distributor } = await begin();
  const { delivery_id: waiting } = await sendTestEvent(ctx, { endpoint_id });
  const { delivery_id: fresh } = await sendTestEvent(ctx, { endpoint_id });
  const old = new Date(Date.now() - (EVENTS_KEPT_DAYS * 86_400_000 + 60_000));
  await database().webhookEvent.updateMany({
    where: { deliveries: { some: { id: { in: [delivery_id, waiting] } } } },
    data: { createdAt: old },
  });
  expect(await forgetOldEvents(testCtx())).toEqual({ forgotten: 1 });
  expect((await deliveriesOf(distributor.id)).map(({ id }) => id)).toEqual([waiting, fresh]);
  await deleteEndpoint(ctx, { endpoint_id });
  await database().webhookEndpoint.update({ where: { id: endpoint_id }, data: { deletedAt: old } });
  await database().webhookEvent.updateMany({
    where: { distributorId: distributor.id },
    data: { createdAt: old },
  });
  await forgetOldEvents(testCtx());
  expect(await database().webhookEndpoint.count({ where: { id: endpoint_id } })).toBe(0);
  await expect(forgetOldEvents(userCtx(distributor))).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
});
