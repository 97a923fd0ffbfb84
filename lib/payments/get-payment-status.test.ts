import { expect, test } from 'vitest';
import { userCtx } from '../testing/database';
import { createDistributor, createPlan, createUser } from '../testing/factories';
import { createUnpaidOrder, deliver, notificationOf } from '../testing/payment-events';
import { createOrder } from '../orders/create-order';
import { createPayment } from './create-payment';
import { getPaymentStatus } from './get-payment-status';

test('the status of the payment that counts, else of the last attempt', async () => {
  const order = await createUnpaidOrder();
  const read = () => getPaymentStatus(userCtx(order.buyer), order);
  expect(await read()).toEqual({ exists: true, is_completed: false, status: 'pending' });
  await deliver(notificationOf(order, { kind: 'failed' }));
  expect(await read()).toEqual({ exists: true, is_completed: false, status: 'failed' });
  await createPayment(userCtx(order.buyer), order);
  expect(await read()).toEqual({ exists: true, is_completed: false, status: 'pending' });
  await deliver(notificationOf(order));
  expect(await read()).toEqual({ exists: true, is_completed: true, status: 'completed' });
});

test('an order nobody has tried to pay has no payment', async () => {
  const buyer = userCtx(await createDistributor());
  const { order_no } = await createOrder(buyer, {
    type: 'CODES',
    plan_id: (await createPlan()).id,
    quantity: 1,
  });
  await expect(getPaymentStatus(buyer, { order_no })).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
    details: { resource_type: 'payment' },
  });
});

test('staff may read it; somebody else does not find the order', async () => {
  const order = await createUnpaidOrder();
  for (const role of ['ADMIN', 'OPERATOR'] as const) {
    expect(await getPaymentStatus(userCtx(await createUser({ role })), order)).toMatchObject({
      status: 'pending',
    });
  }
  await expect(getPaymentStatus(userCtx(await createDistributor()), order)).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
    details: { resource_type: 'order' },
  });
});
