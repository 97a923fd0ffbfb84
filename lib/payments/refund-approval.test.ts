import { afterEach, expect, test, vi } from 'vitest';
import { database } from '../db';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createPaidOrder } from '../testing/payment-events';
import { playRefundGateway } from '../testing/refund-gateway';
import { jobsOfRefund, standingOf } from '../testing/refunds';
import { approveRefund } from './approve-refund';
import { carryOutRefund } from './carry-out-refund';
import { previewRefund } from './preview-refund';
import { rejectRefund } from './reject-refund';
import { requestRefund } from './request-refund';

afterEach(() => {
  vi.restoreAllMocks();
});

const admin = async () => userCtx(await createUser({ role: 'ADMIN' }));

/** A refund of more than one person may give back. */
async function largeRefund(amount?: string) {
  const order = await createPaidOrder({ price: '10000.01' });
  const asker = await admin();
  const asked = await requestRefund(asker, { payment_id: order.payment_id, reason: 'large', amount });
  return { ...order, ...asked, asker };
}

const openAlerts = (key: string) => database().alert.findMany({ where: { key, resolvedAt: null } });
const auditsOf = (action: string, entityId: string) =>
  database().auditEntry.findMany({ where: { action, entityId } });

test('above the limit nothing leaves before a second person agrees, up to it one is enough', async () => {
  const gateway = playRefundGateway();
  const small = await largeRefund('10000.00');
  expect(small.status).toBe('processing');
  const { refund_id, status, order_no } = await largeRefund();
  expect(status).toBe('awaiting_approval');
  expect(await jobsOfRefund(refund_id)).toEqual([]);
  expect(await openAlerts(order_no)).toMatchObject([{ rule: 'payments.refund_awaits_approval' }]);
  expect(await carryOutRefund(testCtx(), { refund_id, tries: 1 })).toBe('left-alone');
  expect(gateway.calls).toEqual([]);

  const second = await admin();
  expect(await approveRefund(second, { refund_id })).toMatchObject({ status: 'processing' });
  expect(await openAlerts(order_no)).toEqual([]);
  expect(await jobsOfRefund(refund_id)).toHaveLength(1);
  expect(await auditsOf('payments.approve-refund', order_no)).toMatchObject([{ after: { refund_id } }]);
  expect(await carryOutRefund(testCtx(), { refund_id, tries: 1 })).toBe('refunded');
  await expectDataClean(testCtx());
});

test('a large refund in small parts needs a second person as well, as its preview says', async () => {
  playRefundGateway();
  const { payment_id, order_no } = await createPaidOrder({ price: '15000.00' });
  const asker = await admin();
  const ask = (amount: string) => requestRefund(asker, { payment_id, reason: 'in parts', amount });
  const needed = async (amount: string) =>
    (await previewRefund(asker, { payment_id, amount })).needs_approval;
  expect(await needed('9000.00')).toBe(false);
  const first = await ask('9000.00');
  expect(first.status).toBe('processing');
  await carryOutRefund(testCtx(), { refund_id: first.refund_id, tries: 1 });
  expect(await needed('1000.00')).toBe(false);
  expect(await needed('1000.01')).toBe(true);
  expect(await ask('1000.01')).toMatchObject({ status: 'awaiting_approval' });
  expect(await openAlerts(order_no)).toMatchObject([{ rule: 'payments.refund_awaits_approval' }]);
  await expectDataClean(testCtx());
});

test('who asked does not approve, and nobody who is no admin', async () => {
  const { refund_id, asker } = await largeRefund();
  await expect(approveRefund(asker, { refund_id })).rejects.toMatchObject({
    errorCode: 'SECOND_PERSON_NEEDED',
    httpStatus: 403,
  });
  const operator = userCtx(await createUser({ role: 'OPERATOR' }));
  const denied = { errorCode: 'PERMISSION_DENIED' };
  await expect(approveRefund(operator, { refund_id })).rejects.toMatchObject(denied);
  await expect(rejectRefund(operator, { refund_id, reason: 'no' })).rejects.toMatchObject(denied);
  expect(await standingOf(refund_id)).toMatchObject({ refund: 'AWAITING_APPROVAL', payment: 'COMPLETED' });
});

test('a rejected refund gives its amount free again', async () => {
  const { refund_id, payment_id, order_no, asker } = await largeRefund();
  const reason = 'the codes were used';
  expect(await rejectRefund(await admin(), { refund_id, reason })).toMatchObject({
    status: 'rejected',
    refundable: '10000.01',
  });
  expect(await openAlerts(order_no)).toEqual([]);
  expect(await auditsOf('payments.reject-refund', order_no)).toMatchObject([
    { after: { refund_id, reason } },
  ]);
  await expect(approveRefund(await admin(), { refund_id })).rejects.toMatchObject({
    errorCode: 'INVALID_STATE_TRANSITION',
  });
  expect(await requestRefund(asker, { payment_id, reason: 'a part', amount: '5.00' })).toMatchObject({
    status: 'processing',
  });
  await expectDataClean(testCtx());
});

test('of many who approve and reject at once one decides, and the money follows it', async () => {
  const gateway = playRefundGateway();
  const { refund_id, payment_id } = await largeRefund();
  const others = await Promise.all(Array.from({ length: 10 }, admin));
  const decide = (index: number) =>
    index % 2 === 0
      ? approveRefund(others[index]!, { refund_id })
      : rejectRefund(others[index]!, { refund_id, reason: 'no' });
  const { values, errors } = outcomes(await atOnce(10, decide));
  expect(values).toHaveLength(1);
  for (const error of errors) expect(error).toMatchObject({ errorCode: 'INVALID_STATE_TRANSITION' });
  await carryOutRefund(testCtx(), { refund_id, tries: 1 });
  expect(gateway.givenFor(payment_id)).toBe(values[0]?.status === 'rejected' ? 0 : 10_000_01);
  await expectDataClean(testCtx());
});

test('what there is not is neither approved nor rejected', async () => {
  const nobodys = { refund_id: 2_000_000_001 };
  const unknown = { errorCode: 'RESOURCE_NOT_FOUND', details: { resource_type: 'refund' } };
  await expect(approveRefund(await admin(), nobodys)).rejects.toMatchObject(unknown);
  await expect(rejectRefund(await admin(), { ...nobodys, reason: 'no' })).rejects.toMatchObject(unknown);
});
