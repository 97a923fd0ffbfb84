import { expect, test } from 'vitest';
import { database } from '../db';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createPaidOrder, createUnpaidOrder, moneyOf } from '../testing/payment-events';
import { jobsOfRefund } from '../testing/refunds';
import { requestRefund } from './request-refund';

const reason = 'bought twice';
const admin = async (key?: string) => userCtx(await createUser({ role: 'ADMIN' }), key);

test('an admin asks for a payment back: all of it, with a job that does it and an audit row', async () => {
  const { payment_id, order_no } = await createPaidOrder({ price: '99.90' });
  const ctx = await admin();
  const asked = await requestRefund(ctx, { payment_id, reason });
  expect(asked).toEqual({
    refund_id: asked.refund_id,
    payment_id,
    order_no,
    amount: '99.90',
    currency: 'CNY',
    status: 'processing',
    reason,
    payment_status: 'completed',
    refundable: '0.00',
  });
  expect(await jobsOfRefund(asked.refund_id)).toEqual([{ refund_id: asked.refund_id, order_no, tries: 1 }]);
  const audits = await database().auditEntry.findMany({
    where: { entityId: order_no, action: 'payments.request-refund' },
  });
  expect(audits).toMatchObject([{ after: { refund_id: asked.refund_id, amount: '99.90', reason } }]);
  const { order, payments } = await moneyOf(order_no);
  expect([order.paymentStatus, payments[0]?.status]).toEqual(['PAID', 'COMPLETED']);
  await expectDataClean(testCtx());
});

test('parts are given back as long as they fit, each under a key of its own', async () => {
  const { payment_id } = await createPaidOrder({ price: '100.00' });
  const ctx = await admin();
  expect(await requestRefund(ctx, { payment_id, reason, amount: '30' })).toMatchObject({
    amount: '30.00',
    refundable: '70.00',
  });
  await expect(requestRefund(ctx, { payment_id, reason, amount: '70.01' })).rejects.toMatchObject({
    errorCode: 'REFUND_NOT_ALLOWED',
    httpStatus: 409,
    details: { refundable: '70.00', requested: '70.01' },
  });
  expect(await requestRefund(ctx, { payment_id, reason })).toMatchObject({
    amount: '70.00',
    refundable: '0.00',
  });
  await expect(requestRefund(ctx, { payment_id, reason })).rejects.toMatchObject({
    errorCode: 'REFUND_NOT_ALLOWED',
  });
  const keys = await database().refund.findMany({ where: { paymentId: payment_id } });
  expect(new Set(keys.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
});

test('no part is given back that the currency does not have, but all that was paid is', async () => {
  const ctx = await admin();
  const { payment_id } = await createPaidOrder({ price: '1000.00', currency: 'JPY' });
  await expect(requestRefund(ctx, { payment_id, reason, amount: '10.50' })).rejects.toMatchObject({
    errorCode: 'VALIDATION_ERROR',
    httpStatus: 400,
    details: { field: 'amount' },
  });
  expect(await database().refund.count({ where: { paymentId: payment_id } })).toBe(0);
  expect(await requestRefund(ctx, { payment_id, reason, amount: '10' })).toMatchObject({
    refundable: '990.00',
  });
  // Of the time when such a price could be set.
  const odd = await createPaidOrder({ price: '10.50', currency: 'JPY' });
  expect(await requestRefund(ctx, { payment_id: odd.payment_id, reason, amount: '10.50' })).toMatchObject({
    amount: '10.50',
    refundable: '0.00',
  });
});

test('of twenty who ask at once for all of it, one gets it; of twenty who ask for a third, three do', async () => {
  for (const [amount, fit] of [
    [undefined, 1],
    ['33.33', 3],
  ] as const) {
    const { payment_id } = await createPaidOrder({ price: '100.00' });
    const admins = await Promise.all(Array.from({ length: 20 }, () => admin()));
    const { values, errors } = outcomes(
      await atOnce(20, (index) => requestRefund(admins[index]!, { payment_id, reason, amount })),
    );
    expect(values).toHaveLength(fit);
    expect(new Set(errors.map((error) => (error as { errorCode: string }).errorCode))).toEqual(
      new Set(['REFUND_NOT_ALLOWED']),
    );
  }
  await expectDataClean(testCtx());
});

test('a form that is sent several times at once asks once', async () => {
  const { payment_id } = await createPaidOrder({ price: '100.00' });
  const ctx = await admin('form-1');
  const send = () => requestRefund(ctx, { payment_id, reason, amount: '10.00' });
  const { values, errors } = outcomes(await atOnce(10, send));
  expect(values.length + errors.length).toBe(10);
  for (const error of errors) expect(error).toMatchObject({ errorCode: 'DUPLICATE_REQUEST' });
  const again = await send();
  expect(values).toContainEqual(again);
  expect(await database().refund.count({ where: { paymentId: payment_id } })).toBe(1);
});

test('what was not paid cannot be given back, nor what there is not', async () => {
  const { payment_id } = await createUnpaidOrder();
  const ctx = await admin();
  await expect(requestRefund(ctx, { payment_id, reason })).rejects.toMatchObject({
    errorCode: 'REFUND_NOT_ALLOWED',
    details: { refundable: '0.00' },
    message: expect.stringContaining('PENDING') as string,
  });
  await expect(requestRefund(ctx, { payment_id: 2_000_000_001, reason })).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
    details: { resource_type: 'payment' },
  });
});

test.each(['OPERATOR', 'DISTRIBUTOR'] as const)('%s may not', async (role) => {
  const { payment_id } = await createPaidOrder();
  await expect(
    requestRefund(userCtx(await createUser({ role })), { payment_id, reason }),
  ).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
  expect(await database().refund.count({ where: { paymentId: payment_id } })).toBe(0);
});
