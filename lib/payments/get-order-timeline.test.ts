import { expect, test } from 'vitest';
import { database } from '../db';
import { failIssue } from '../codes/fail-issue';
import { issueCodes } from '../codes/issue-codes';
import { rerunIssue } from '../codes/rerun-issue';
import { createOrder } from '../orders/create-order';
import { testCtx, userCtx } from '../testing/database';
import { createDistributor, createPlan, createUser, unique } from '../testing/factories';
import { getOrderTimeline } from './get-order-timeline';

async function placeOrder() {
  const buyer = await createDistributor();
  const plan = await createPlan({ codeCount: 3, price: '10.00' });
  const input = { type: 'CODES' as const, plan_id: plan.id, quantity: 1 };
  return { buyer, ...(await createOrder(userCtx(buyer), input)) };
}

async function addPayment(orderId: number, status: 'FAILED' | 'COMPLETED') {
  const attempt = { provider: 'sandbox', method: 'sandbox', amount: '10.00', currency: 'CNY' };
  const { id, createdAt } = await database().payment.create({
    data: { orderId, ...attempt, idempotencyKey: unique('key'), reference: unique('reference') },
  });
  const at = new Date(createdAt.getTime() + 1);
  const end =
    status === 'FAILED'
      ? { errorCode: 'PAYMENT_FAILED', updatedAt: at }
      : { transactionId: unique('transaction'), completedAt: at };
  await database().payment.update({ where: { id }, data: { status, ...end } });
}

async function confirm(orderId: number) {
  await database().order.update({
    where: { id: orderId },
    data: {
      status: 'CONFIRMED',
      paymentStatus: 'PAID',
      paidAt: new Date(),
      tracking: { create: { status: 'CONFIRMED', actor: 'provider:sandbox' } },
    },
  });
}

test('an order tells its whole story, newest first, and who wrote each line of it', async () => {
  const { buyer, order_id, order_no } = await placeOrder();
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await addPayment(order_id, 'FAILED');
  await addPayment(order_id, 'COMPLETED');
  await confirm(order_id);
  await failIssue(testCtx(), order_id, new Error('for the test'));
  await failIssue(testCtx(), order_id, new Error('for the test'), 'final');
  await rerunIssue(admin, { order_no });
  await issueCodes(testCtx(), { order_id });

  const story = (await getOrderTimeline(userCtx(buyer), { order_no })).map((entry) => {
    if (entry.kind === 'status') return `${entry.status} ${entry.by}`;
    if (entry.kind === 'payment') return `payment ${entry.step} ${entry.amount} ${entry.by}`;
    return entry.kind === 'issuing' ? `issuing ${entry.step} ${entry.attempt} ${entry.by}` : entry.kind;
  });
  expect(story).toEqual([
    'COMPLETED system',
    'issuing run_again 0 staff',
    'issuing gave_up 2 system',
    'issuing failed 1 system',
    'CONFIRMED provider',
    'payment paid 10.00 provider',
    'payment opened 10.00 buyer',
    'payment failed 10.00 provider',
    'payment opened 10.00 buyer',
    'PENDING buyer',
  ]);
  expect(await getOrderTimeline(admin, { order_no })).toHaveLength(story.length);
});

test('a failed payment and a failed issue carry the code of their explanation', async () => {
  const { buyer, order_id, order_no } = await placeOrder();
  await addPayment(order_id, 'FAILED');
  const entries = await getOrderTimeline(userCtx(buyer), { order_no });
  expect(entries.find((entry) => entry.kind === 'payment' && entry.step === 'failed')).toMatchObject({
    error_code: 'PAYMENT_FAILED',
  });
});

test('nobody reads the story of an order that is not theirs', async () => {
  const { order_no } = await placeOrder();
  const stranger = userCtx(await createDistributor());
  await expect(getOrderTimeline(stranger, { order_no })).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
  });
  const nobody = testCtx({ kind: 'public', ip: '::1' });
  await expect(getOrderTimeline(nobody, { order_no })).rejects.toMatchObject({
    errorCode: 'UNAUTHENTICATED',
  });
});
