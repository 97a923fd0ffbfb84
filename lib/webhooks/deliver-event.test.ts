import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { database } from '../db';
import { expectDataClean } from '../monitoring/verify-data';
import { hurry } from '../testing/workspace-server';
import { atOnce, testCtx, userCtx } from '../testing/database';
import { createDistributor } from '../testing/factories';
import { answers, startReceiver } from '../testing/webhook-receiver';
import { addEndpoint, deliveriesOf, drainQueue, passPause } from '../testing/webhooks';
import { bindings, tasks } from '../worker/registry';
import { taskList } from '../worker/task-list';
import { changeEndpoint } from './change-endpoint';
import { deliverEvent } from './deliver-event';
import { disableEndpoint } from './disable-endpoint';
import { enableEndpoint } from './enable-endpoint';
import { deliveryJobKey } from './jobs';
import { resendDelivery } from './resend-delivery';
import { nextTry, PAUSES, restAfter } from './retry-schedule';
import { rotateSecret } from './rotate-secret';
import { sendTestEvent } from './send-test-event';

const receiver = await startReceiver();
afterAll(receiver.close);
beforeEach(receiver.forget);

const drain = () => drainQueue(taskList(bindings, tasks, []));

async function begin() {
  const distributor = await createDistributor();
  const { endpoint_id, secret } = await addEndpoint(distributor, receiver.url);
  const { delivery_id } = await sendTestEvent(userCtx(distributor), { endpoint_id });
  return { distributor, ctx: userCtx(distributor), endpoint_id, secret, delivery_id };
}

const deliver = (delivery_id: number) => deliverEvent(testCtx(), { delivery_id });
const deliveryIn = (id: number) => database().webhookDelivery.findUniqueOrThrow({ where: { id } });
const endpointIn = (id: number) => database().webhookEndpoint.findUniqueOrThrow({ where: { id } });

describe('an event that arrives', () => {
  test('is signed as Standard Webhooks have it, and recorded', async () => {
    const { delivery_id, secret, distributor } = await begin();
    expect(await deliver(delivery_id)).toBe('delivered');
    const [one] = receiver.received;
    expect(one?.verifiedBy(secret)).toBe(true);
    expect(one?.verifiedBy(`whsec_${Buffer.alloc(32).toString('base64')}`)).toBe(false);
    expect(one?.body).toMatchObject({ id: one?.id, type: 'webhook.test', version: 1 });
    expect(one?.body.created_at).toMatch(/^\d{4}-.*Z$/);
    expect(await deliveryIn(delivery_id)).toMatchObject({
      status: 'DELIVERED',
      attempts: 1,
      nextTryAt: null,
      statusCode: 200,
      errorCode: null,
      response: 'thank you',
      requestHeaders: { 'webhook-id': one?.id, 'webhook-signature': one?.signature },
    });
    // No key that could open it is kept with it.
    expect(JSON.stringify(await deliveriesOf(distributor.id))).not.toContain(secret.slice('whsec_'.length));
    expect(await deliver(delivery_id)).toBe('left-alone');
    expect(receiver.received).toHaveLength(1);
    await expectDataClean(testCtx());
  });

  test('comes by its job', async () => {
    const { delivery_id } = await begin();
    await drain();
    expect(await deliveryIn(delivery_id)).toMatchObject({ status: 'DELIVERED', attempts: 1 });
  });

  test('two runs at once send and record it once', async () => {
    const { delivery_id } = await begin();
    const results = await atOnce(6, () => deliver(delivery_id));
    const values = results.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as unknown)));
    expect(values.filter((value) => value === 'delivered')).toHaveLength(1);
    expect(receiver.received).toHaveLength(1);
    expect(await deliveryIn(delivery_id)).toMatchObject({ status: 'DELIVERED', attempts: 1 });
  });

  test('one that has taken over records; the earlier run does not', async () => {
    const { delivery_id } = await begin();
    receiver.play(async (_, response) => {
      // So long that it counts as lost, and another one tries.
      await passPause(delivery_id);
      expect(await deliver(delivery_id)).toBe('delivered');
      response.writeHead(500).end('too late');
    });
    expect(await deliver(delivery_id)).toBe('left-alone');
    expect(await deliveryIn(delivery_id)).toMatchObject({
      status: 'DELIVERED',
      attempts: 2,
      statusCode: 200,
    });
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  });

  test('never from inside a transaction', async () => {
    const { delivery_id } = await begin();
    await expect(
      database().$transaction((db) => deliverEvent({ ...testCtx(), db, transaction: true }, { delivery_id })),
    ).rejects.toThrow('transaction');
    expect(receiver.received).toHaveLength(0);
  });
});

describe('an event that does not arrive', () => {
  test('is tried again on a schedule of a day, under one id, and then given up', async () => {
    const { delivery_id, endpoint_id } = await begin();
    receiver.playAlways(answers(500, 'not now'));
    for (const [index, pause] of PAUSES.entries()) {
      const before = Date.now();
      expect(await deliver(delivery_id)).toBe('retrying');
      const { status, nextTryAt, attempts, errorCode, statusCode, response } = await deliveryIn(delivery_id);
      expect({ status, attempts, errorCode, statusCode, response }).toEqual({
        status: 'PENDING',
        attempts: index + 1,
        errorCode: 'HTTP_STATUS',
        statusCode: 500,
        response: 'not now',
      });
      expect(Number(nextTryAt)).toBeGreaterThanOrEqual(before + pause * 1_000);
      expect(Number(nextTryAt)).toBeLessThanOrEqual(Date.now() + pause * 1_100);
      const [job] = await database().$queryRaw<{ run_at: Date }[]>`
        SELECT run_at FROM graphile_worker._private_jobs WHERE key = ${deliveryJobKey(delivery_id)}`;
      expect(job?.run_at).toEqual(nextTryAt);
      await expectDataClean(testCtx());
      await passPause(delivery_id);
    }
    expect(await deliver(delivery_id)).toBe('failed');
    expect(await deliveryIn(delivery_id)).toMatchObject({
      status: 'FAILED',
      attempts: PAUSES.length + 1,
      nextTryAt: null,
    });
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect((await endpointIn(endpoint_id)).isActive).toBe(true);
    await expectDataClean(testCtx());
  });

  test('the schedule lasts a day, and pauses are never shorter than they say', () => {
    const day = PAUSES.reduce((sum, pause) => sum + pause, 0) / 3_600;
    expect(day).toBeGreaterThan(22);
    expect(day).toBeLessThan(26);
    expect(nextTry(PAUSES.length + 1)).toBeNull();
    expect(Number(restAfter(1_000)) - Date.now()).toBeLessThan(6 * 60_000);
  });

  test('one that is not answered is tried again, too, and so is one whose server is not there', async () => {
    hurry();
    const { delivery_id, ctx, endpoint_id } = await begin();
    receiver.play((_, response) => new Promise((resolve) => response.once('close', resolve)));
    expect(await deliver(delivery_id)).toBe('retrying');
    expect(await deliveryIn(delivery_id)).toMatchObject({ errorCode: 'TARGET_TIMEOUT', statusCode: null });
    receiver.play((_, response) => response.destroy());
    await passPause(delivery_id);
    expect(await deliver(delivery_id)).toBe('retrying');
    expect(await deliveryIn(delivery_id)).toMatchObject({ errorCode: 'TARGET_UNREACHABLE' });
    await changeEndpoint(ctx, {
      endpoint_id,
      url: 'http://127.0.0.1:1/',
      description: '',
      events: ['order.paid'],
    });
    await passPause(delivery_id);
    expect(await deliver(delivery_id)).toBe('retrying');
    expect(await deliveryIn(delivery_id)).toMatchObject({ errorCode: 'TARGET_UNREACHABLE', attempts: 3 });
  });

  test('an address that has become one of the house is not called', async () => {
    const { delivery_id, endpoint_id } = await begin();
    await database().webhookEndpoint.update({
      where: { id: endpoint_id },
      data: { url: receiver.url.replace('127.0.0.1', '10.0.0.1') },
    });
    expect(await deliver(delivery_id)).toBe('retrying');
    expect(await deliveryIn(delivery_id)).toMatchObject({ errorCode: 'TARGET_REFUSED' });
  });

  test('a redirect is no arrival, and is not followed', async () => {
    const { delivery_id } = await begin();
    receiver.play((_, response) => response.writeHead(307, { location: receiver.url }).end());
    expect(await deliver(delivery_id)).toBe('retrying');
    expect(receiver.received).toHaveLength(1);
  });

  test('while it fails, the endpoint is left alone by everything else on its way there', async () => {
    const { delivery_id, ctx, endpoint_id } = await begin();
    receiver.playAlways(answers(503));
    await deliver(delivery_id);
    const { delivery_id: other } = await sendTestEvent(ctx, { endpoint_id });
    expect(await deliver(other)).toBe('retrying');
    expect(receiver.received).toHaveLength(1);
    expect(await deliveryIn(other)).toMatchObject({ status: 'PENDING', attempts: 0 });
    await expectDataClean(testCtx());
    receiver.playAlways();
    await passPause(other);
    await drain();
    expect(await deliveryIn(other)).toMatchObject({ status: 'DELIVERED', attempts: 1 });
    expect(await endpointIn(endpoint_id)).toMatchObject({ failures: 0, failingSince: null, restUntil: null });
  });
});

describe('an endpoint goes off by itself', () => {
  test('when it says that it is gone; its owner is told once', async () => {
    const { delivery_id, endpoint_id, distributor, ctx } = await begin();
    const { delivery_id: waiting } = await sendTestEvent(ctx, { endpoint_id });
    receiver.play(answers(410));
    expect(await deliver(delivery_id)).toBe('failed');
    expect(await endpointIn(endpoint_id)).toMatchObject({ isActive: false, disabledReason: 'GONE' });
    expect(await deliveryIn(delivery_id)).toMatchObject({ status: 'FAILED', statusCode: 410 });
    expect(await deliveryIn(waiting)).toMatchObject({ status: 'FAILED', errorCode: 'ENDPOINT_OFF' });
    await drain();
    const mails = await database().mail.findMany({ where: { distributorId: distributor.id } });
    expect(mails).toMatchObject([{ recipient: distributor.email }]);
    expect(mails[0]?.body).toContain(receiver.url);
    expect(receiver.received).toHaveLength(1);
    await expectDataClean(testCtx());
  });

  test('when it has taken nothing for five days, not earlier', async () => {
    const { delivery_id, endpoint_id, distributor, ctx } = await begin();
    receiver.playAlways(answers(500));
    const failingSince = (days: number) =>
      database().webhookEndpoint.update({
        where: { id: endpoint_id },
        data: { failingSince: new Date(Date.now() - days * 86_400_000), failures: 9, restUntil: null },
      });
    await failingSince(4.9);
    expect(await deliver(delivery_id)).toBe('retrying');
    await failingSince(5.01);
    await passPause(delivery_id);
    expect(await deliver(delivery_id)).toBe('failed');
    expect(await endpointIn(endpoint_id)).toMatchObject({ isActive: false, disabledReason: 'FAILING' });
    await drain();
    expect(await database().mail.count({ where: { distributorId: distributor.id } })).toBe(1);
    await enableEndpoint(ctx, { endpoint_id });
    expect(await endpointIn(endpoint_id)).toMatchObject({ isActive: true, failingSince: null, failures: 0 });
    receiver.playAlways();
    const { delivery_id: again } = await resendDelivery(ctx, { delivery_id });
    expect(await deliver(again)).toBe('delivered');
    expect(receiver.received.at(-1)?.id).toBe(receiver.received[0]?.id);
    await expectDataClean(testCtx());
  });

  test('switched off in the middle of a try that arrives, it has arrived', async () => {
    const { delivery_id, ctx, endpoint_id } = await begin();
    receiver.play(() => disableEndpoint(ctx, { endpoint_id }));
    expect(await deliver(delivery_id)).toBe('delivered');
    expect(await deliveryIn(delivery_id)).toMatchObject({ status: 'DELIVERED', errorCode: null });
    const other = await begin();
    receiver.play(async (_, response) => {
      await disableEndpoint(other.ctx, { endpoint_id: other.endpoint_id });
      response.writeHead(500).end();
    });
    expect(await deliver(other.delivery_id)).toBe('left-alone');
    expect(await deliveryIn(other.delivery_id)).toMatchObject({
      status: 'FAILED',
      errorCode: 'ENDPOINT_OFF',
    });
  });
});

test('for a day after a rotation both secrets sign, then the new one alone', async () => {
  const { delivery_id, secret, ctx, endpoint_id } = await begin();
  const rotated = await rotateSecret(ctx, { endpoint_id });
  expect(rotated.secret).not.toBe(secret);
  await deliver(delivery_id);
  expect(receiver.received[0]?.signature.split(' ')).toHaveLength(2);
  expect(receiver.received[0]?.verifiedBy(secret)).toBe(true);
  expect(receiver.received[0]?.verifiedBy(rotated.secret)).toBe(true);
  await database().webhookEndpoint.update({
    where: { id: endpoint_id },
    data: { previousUntil: new Date(Date.now() - 1_000) },
  });
  const { delivery_id: later } = await sendTestEvent(ctx, { endpoint_id });
  await deliver(later);
  expect(receiver.received[1]?.verifiedBy(secret)).toBe(false);
  expect(receiver.received[1]?.verifiedBy(rotated.secret)).toBe(true);
});

test('a process that is killed in the middle of a try leaves a delivery that arrives', async () => {
  const { delivery_id } = await begin();
  const program = `
    import { systemContext } from './lib/context.ts';
    import { deliverEvent } from './lib/webhooks/deliver-event.ts';
    await deliverEvent(systemContext('test'), { delivery_id: ${delivery_id} });`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', program];
  const child = spawn(process.execPath, args, { env: process.env, stdio: 'inherit' });
  receiver.play(async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
  expect(await deliveryIn(delivery_id)).toMatchObject({ status: 'PENDING', attempts: 1, statusCode: null });
  // Its job is there as before, and comes when the try is over for certain.
  await expectDataClean(testCtx());
  expect(await deliver(delivery_id)).toBe('retrying');
  expect(receiver.received).toHaveLength(1);
  await passPause(delivery_id);
  await drain();
  expect(await deliveryIn(delivery_id)).toMatchObject({ status: 'DELIVERED', attempts: 2 });
  const [first] = receiver.received;
  expect(receiver.received.filter(({ id }) => id === first?.id)).toHaveLength(2);
});
