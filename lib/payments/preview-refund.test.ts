import { expect, test } from 'vitest';
import { database } from '../db';
import { userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createUser } from '../testing/factories';
import { createPaidOrder, createUnpaidOrder } from '../testing/payment-events';
import { previewRefund } from './preview-refund';
import { requestRefund } from './request-refund';

const admin = async () => userCtx(await createUser({ role: 'ADMIN' }));

test('a whole refund of issued codes says how many stop, and what the order becomes', async () => {
  const { order, codes } = await createIssuedCodes((await createDistributor()).id, { count: 4 });
  await database().redeemCode.update({ where: { id: codes[0]!.id }, data: { usedCount: 1 } });
  await database().redeemCode.update({ where: { id: codes[1]!.id }, data: { isActive: false } });
  const { id: payment_id } = await database().payment.findFirstOrThrow({ where: { orderId: order.id } });
  expect(await previewRefund(await admin(), { payment_id })).toMatchObject({
    payment_id,
    order_no: order.orderNo,
    paid: '99.90',
    given_back: '0.00',
    under_way: '0.00',
    refundable: '99.90',
    amount: '99.90',
    allowed: true,
    needs_approval: false,
    // oxlint-disable-next-line unicorn/no-thenable -- a word, never a function
    order_payment_status: { now: 'PAID', then: 'REFUNDED' },
    codes: { issued: 4, used: 1, unused: 2, stop: true },
  });
  // What this test wrote by hand is put back.
  await database().redeemCode.updateMany({
    where: { orderId: order.id },
    data: { usedCount: 0, isActive: true },
  });
});

test('a part leaves the codes alone, and says what else is under way and whether it fits', async () => {
  const { payment_id } = await createPaidOrder({ price: '30000.00' });
  const ctx = await admin();
  await requestRefund(ctx, { payment_id, reason: 'x', amount: '100.00' });
  expect(await previewRefund(ctx, { payment_id, amount: '29900.01' })).toMatchObject({
    under_way: '100.00',
    refundable: '29900.00',
    allowed: false,
    needs_approval: true,
  });
  expect(await previewRefund(ctx, { payment_id, amount: '1' })).toMatchObject({
    amount: '1.00',
    allowed: true,
    needs_approval: false,
    // oxlint-disable-next-line unicorn/no-thenable -- a word, never a function
    order_payment_status: { then: 'PARTIALLY_REFUNDED' },
    codes: { stop: false },
  });
});

test('what was not paid has nothing to give back', async () => {
  const { payment_id } = await createUnpaidOrder();
  const preview = await previewRefund(await admin(), { payment_id });
  expect(preview).toMatchObject({ refundable: '0.00', allowed: false });
  await expect(previewRefund(await admin(), { payment_id: 2_000_000_001 })).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
  });
  const distributor = userCtx(await createDistributor());
  await expect(previewRefund(distributor, { payment_id })).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
});
