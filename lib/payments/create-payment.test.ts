import { expect, test } from 'vitest';
import { createOrder } from '../orders/create-order';
import { database } from '../db';
import { atOnce, outcomes, userCtx } from '../testing/database';
import { createDistributor, createPlan, createUser } from '../testing/factories';
import { createPayment } from './create-payment';

async function orderOf(buyer: { id: number; role: 'DISTRIBUTOR' | 'OPERATOR' | 'ADMIN' }) {
  return createOrder(userCtx(buyer), { type: 'CODES', plan_id: (await createPlan()).id, quantity: 2 });
}

test('an attempt asks for what the order costs, under an unguessable name', async () => {
  const buyer = await createDistributor();
  const { order_no, order_id } = await orderOf(buyer);
  const { payment_id, pay_url } = await createPayment(userCtx(buyer), { order_no });
  const payment = await database().payment.findUniqueOrThrow({ where: { id: payment_id } });
  expect(payment).toMatchObject({
    orderId: order_id,
    purpose: 'ORDER',
    status: 'PENDING',
    provider: 'sandbox',
    currency: 'CNY',
    transactionId: null,
  });
  expect(payment.amount.toString()).toBe('199.8');
  expect(Buffer.from(payment.reference, 'base64url').byteLength).toBeGreaterThanOrEqual(16);
  expect(pay_url).toBe(`http://127.0.0.1:3000/sandbox/pay/${payment.reference}`);
  const audit = await database().auditEntry.findMany({
    where: { action: 'payments.create-payment', entityId: order_no },
  });
  expect(audit).toMatchObject([{ userId: buyer.id, after: { payment_id, amount: '199.80' } }]);
});

test('while an attempt is open it is answered again, to twenty at once', async () => {
  const buyer = await createDistributor();
  const { order_no, order_id } = await orderOf(buyer);
  const { values, errors } = outcomes(await atOnce(20, () => createPayment(userCtx(buyer), { order_no })));
  expect(errors).toEqual([]);
  expect(new Set(values.map((attempt) => attempt.payment_id)).size).toBe(1);
  expect(await database().payment.count({ where: { orderId: order_id } })).toBe(1);
});

test('after a failed attempt there is a new one, with a name of its own', async () => {
  const buyer = await createDistributor();
  const { order_no } = await orderOf(buyer);
  const first = await createPayment(userCtx(buyer), { order_no });
  await database().payment.update({ where: { id: first.payment_id }, data: { status: 'FAILED' } });
  const second = await createPayment(userCtx(buyer), { order_no });
  expect(second.payment_id).not.toBe(first.payment_id);
  expect(second.pay_url).not.toBe(first.pay_url);
});

test('staff may open an attempt; somebody else does not find the order', async () => {
  const { order_no } = await orderOf(await createDistributor());
  const operator = await createUser({ role: 'OPERATOR' });
  expect(await createPayment(userCtx(operator), { order_no })).toHaveProperty('pay_url');
  const other = createPayment(userCtx(await createDistributor()), { order_no });
  await expect(other).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
    details: { resource_id: order_no },
  });
});

test.each([
  ['paid', { paymentStatus: 'PAID', paidAt: new Date() }],
  ['cancelled', { status: 'CANCELLED' }],
  ['past its time to pay', { expiresAt: new Date(Date.now() - 1_000) }],
] as const)('an order that is %s cannot be paid', async (_, state) => {
  const buyer = await createDistributor();
  const { order_no, order_id } = await orderOf(buyer);
  await database().order.update({ where: { id: order_id }, data: state });
  await expect(createPayment(userCtx(buyer), { order_no })).rejects.toMatchObject({
    errorCode: 'ORDER_NOT_PAYABLE',
    httpStatus: 409,
  });
  expect(await database().payment.count({ where: { orderId: order_id } })).toBe(0);
});

test('the same key answers the same attempt, even when it has failed meanwhile', async () => {
  const buyer = await createDistributor();
  const { order_no } = await orderOf(buyer);
  const first = await createPayment(userCtx(buyer, 'key-1'), { order_no });
  await database().payment.update({ where: { id: first.payment_id }, data: { status: 'FAILED' } });
  expect(await createPayment(userCtx(buyer, 'key-1'), { order_no })).toEqual(first);
});
