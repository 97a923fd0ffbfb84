import { afterAll, beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { removeMember } from '../members/remove-member';
import { expectDataClean } from '../monitoring/verify-data';
import { cancelOrder } from '../orders/cancel-order';
import { cancelUnpaidOrders } from '../orders/cancel-unpaid-orders';
import { atOnce, testCtx, userCtx } from '../testing/database';
import { createCode, createUser, onlyTeams } from '../testing/factories';
import { acceptAs, inviteCustomer } from '../testing/members';
import { createUnpaidOrder, deliver, notificationOf } from '../testing/payment-events';
import { startReceiver } from '../testing/webhook-receiver';
import { addEndpoint, deliveriesOf, drainQueue } from '../testing/webhooks';
import { bindings, tasks } from '../worker/registry';
import { taskList } from '../worker/task-list';
import { disableEndpoint } from './disable-endpoint';
import { tellOrder } from './tell-order';

const receiver = await startReceiver();
afterAll(receiver.close);
beforeEach(receiver.forget);

const drain = () => drainQueue(taskList(bindings, tasks, []));

/** What came in for one of them, in the order in which it happened. */
const told = (key: string, value: unknown) =>
  receiver.received
    .map(({ body }) => body)
    .filter(({ data }) => data[key] === value)
    .toSorted((one, other) => one.created_at.localeCompare(other.created_at));
const typesOf = (bodies: { type: string }[]) => bodies.map(({ type }) => type).toSorted();

test('an order that is paid and issued is told once, however often its facts are', async () => {
  const order = await createUnpaidOrder({ codeCount: 3 });
  const { secret } = await addEndpoint(order.buyer, receiver.url);
  await deliver(notificationOf(order));
  await drain();
  const bodies = told('order_no', order.order_no);
  expect(typesOf(bodies)).toEqual([
    'codes.issued',
    'order.paid',
    'order.status_changed',
    'order.status_changed',
  ]);
  const dataOf = (type: string) => bodies.filter((body) => body.type === type).map(({ data }) => data);
  expect(dataOf('order.paid')).toEqual([
    {
      order_no: order.order_no,
      order_type: 'codes',
      total_amount: order.total_amount,
      currency: 'CNY',
      paid_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/) as string,
    },
  ]);
  expect(dataOf('codes.issued')).toMatchObject([{ count: 3 }]);
  expect(dataOf('order.status_changed')).toMatchObject([
    { previous_status: 'pending', status: 'confirmed' },
    { previous_status: 'confirmed', status: 'completed' },
  ]);
  expect(receiver.received.every((one) => one.verifiedBy(secret))).toBe(true);
  // Codes are worth money: none is sent.
  const codes = await database().redeemCode.findMany({ where: { order: { orderNo: order.order_no } } });
  for (const { code } of codes) expect(JSON.stringify(bodies)).not.toContain(code);
  const { id: order_id } = await database().order.findUniqueOrThrow({ where: { orderNo: order.order_no } });
  const again = await atOnce(5, () => tellOrder(testCtx(), { order_id }));
  expect(again.map((one) => one.status === 'fulfilled' && one.value)).toEqual(Array(5).fill({ told: 0 }));
  await expectDataClean(testCtx());
});

test('told at once by several, it is one event and one delivery for each endpoint', async () => {
  const order = await createUnpaidOrder();
  await addEndpoint(order.buyer, receiver.url, ['order.paid']);
  await addEndpoint(order.buyer, receiver.url, ['order.paid', 'codes.issued']);
  await deliver(notificationOf(order));
  const { id: order_id } = await database().order.findUniqueOrThrow({ where: { orderNo: order.order_no } });
  const results = await atOnce(6, () => tellOrder(testCtx(), { order_id }));
  const sums = results.map((one) => (one.status === 'fulfilled' ? one.value.told : NaN));
  expect(sums.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 2]);
  expect(await deliveriesOf(order.buyer.id)).toHaveLength(2);
});

test('a cancelled order is told, by whomever', async () => {
  const admin = await createUser({ role: 'ADMIN' });
  const [byHand, byClock] = [await createUnpaidOrder(), await createUnpaidOrder()];
  for (const { buyer } of [byHand, byClock]) await addEndpoint(buyer, receiver.url, ['order.status_changed']);
  await cancelOrder(userCtx(admin), { order_no: byHand.order_no, reason: 'Not wanted' });
  await database().order.update({
    where: { orderNo: byClock.order_no },
    data: { expiresAt: new Date(Date.now() - 1_000) },
  });
  await cancelUnpaidOrders(testCtx());
  await drain();
  for (const { order_no } of [byHand, byClock])
    expect(told('order_no', order_no)).toMatchObject([
      { type: 'order.status_changed', data: { previous_status: 'pending', status: 'cancelled' } },
    ]);
});

test('a customer who redeems, accepts and is removed is told step by step', async () => {
  await onlyTeams(10);
  const code = await createCode();
  await addEndpoint(code.distributor, receiver.url);
  const member = await acceptAs(await inviteCustomer(code));
  await drain();
  await removeMember(userCtx(code.distributor), {
    email: member.email,
    team_id: member.team_id,
    reason: 'Left the company',
  });
  await drain();
  const bodies = told('email', member.email);
  expect(bodies.map(({ type }) => type)).toEqual(['code.redeemed', 'member.accepted', 'member.removed']);
  expect(bodies.map(({ data }) => data)).toMatchObject([
    { code_id: code.id, order_no: code.order.orderNo, invitation_id: member.invitation_id },
    { member_id: member.member_id, team_id: member.team_id, valid_until: null },
    { member_id: member.member_id, reason: 'Left the company' },
  ]);
  expect(JSON.stringify(bodies)).not.toContain(code.code);
  expect(JSON.stringify(bodies)).not.toContain(member.token);
  await expectDataClean(testCtx());
});

test('nobody is told what is not theirs, not chosen, or before they asked', async () => {
  await onlyTeams(10);
  const code = await createCode();
  const other = await createCode();
  await addEndpoint(other.distributor, receiver.url);
  await addEndpoint(code.distributor, receiver.url, ['member.accepted']);
  const off = await addEndpoint(code.distributor, receiver.url);
  await disableEndpoint(userCtx(code.distributor), { endpoint_id: off.endpoint_id });
  await acceptAs(await inviteCustomer(code));
  await drain();
  expect(await deliveriesOf(other.distributor.id)).toEqual([]);
  const own = await deliveriesOf(code.distributor.id);
  expect(own.map(({ event }) => event.type)).toEqual(['member.accepted']);
  // An endpoint that comes later is not told of what has been.
  await addEndpoint(code.distributor, receiver.url, ['code.redeemed']);
  const invitation = await database().inviteRecord.findFirstOrThrow({ where: { redeemCodeId: code.id } });
  const { tellRedemption } = await import('./tell-redemption');
  expect(await tellRedemption(testCtx(), { invitation_id: invitation.id })).toEqual({ told: 0 });
});

test('a distributor without endpoints costs no job and no row', async () => {
  await onlyTeams(10);
  const code = await createCode();
  await inviteCustomer(code);
  const jobs = () => database().$queryRaw<{ runs: bigint }[]>`
    SELECT coalesce(sum(succeeded), 0)::bigint AS runs FROM job_stats WHERE task = 'webhooks.tell-redemption'`;
  const before = await jobs();
  await drain();
  expect(await jobs()).toEqual(before);
  expect(await database().webhookEvent.count({ where: { distributorId: code.distributor.id } })).toBe(0);
});

test('the endpoints of somebody who was disabled are told nothing', async () => {
  await onlyTeams(10);
  const code = await createCode();
  await addEndpoint(code.distributor, receiver.url);
  await database().user.update({ where: { id: code.distributor.id }, data: { isActive: false } });
  await inviteCustomer(code);
  await drain();
  expect(await deliveriesOf(code.distributor.id)).toEqual([]);
});
