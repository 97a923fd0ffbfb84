import { afterEach, expect, test, vi } from 'vitest';
import { database } from '../db';
import { PaymentTimeoutError } from '../errors';
import type { EventOutcome } from '../generated/prisma/enums';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser, unique } from '../testing/factories';
import { createPaidOrder } from '../testing/payment-events';
import { playRefundGateway, refuses } from '../testing/refund-gateway';
import { refundedFacts, standingOf } from '../testing/refunds';
import { carryOutRefund } from './carry-out-refund';
import type { RefundReport } from './providers/provider';
import { requestRefund } from './request-refund';
import { retryRefund } from './retry-refund';
import { settleRefundReport } from './settle-refund';

afterEach(() => {
  vi.restoreAllMocks();
});

type End = 'slow' | 'refused' | 'lost' | 'done';

/** A refund that its provider has been asked for, and how that ended. */
async function refundThat(end: End, amount?: string) {
  const order = await createPaidOrder({ price: '100.00' });
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const asked = await requestRefund(admin, { payment_id: order.payment_id, reason: 'x', amount });
  const gateway = playRefundGateway();
  if (end === 'slow')
    gateway.play(() => Promise.resolve({ status: 'processing', provider_refund_id: 're-1' }));
  if (end === 'refused') gateway.play(refuses);
  if (end === 'lost') gateway.play(() => Promise.reject(new PaymentTimeoutError()));
  await carryOutRefund(testCtx(), { refund_id: asked.refund_id, tries: end === 'lost' ? 10 : 1 });
  return { ...order, ...asked, admin };
}

/** An event of the inbox that has come and not been acted upon. @param proof what else the provider tells back */
async function eventOf(
  refund_id: number,
  kind: RefundReport['kind'],
  provider_refund_id = 're-1',
  proof: Partial<RefundReport> = {},
) {
  const { id } = await database().paymentEvent.create({
    data: { provider: 'sandbox', eventId: unique('event'), rawBody: Buffer.from('{}'), verdict: 'VERIFIED' },
  });
  return { id, provider: 'sandbox', report: { kind, refund_id, provider_refund_id, ...proof } };
}

/** How the provider ends a refund, telling back what it was told about it. */
async function toldBack(refund_id: number, kind: RefundReport['kind'], proof: Partial<RefundReport>) {
  return settleRefundReport(testCtx(), await eventOf(refund_id, kind, 're-1', proof));
}

async function proofOf(refund_id: number) {
  const { idempotencyKey, amount, payment } = await database().refund.findUniqueOrThrow({
    where: { id: refund_id },
    include: { payment: true },
  });
  return {
    refund_key: idempotencyKey,
    transaction_id: payment.transactionId!,
    amount: amount.toFixed(2),
    currency: payment.currency,
  };
}

async function told(
  refund_id: number,
  kind: RefundReport['kind'],
  id?: string,
): Promise<EventOutcome | null> {
  return settleRefundReport(testCtx(), await eventOf(refund_id, kind, id));
}

const openAlerts = async (key: string) =>
  (await database().alert.findMany({ where: { key, resolvedAt: null } })).map(({ rule }) => rule);

test('the provider’s word ends a refund that took its time, once however often it is told', async () => {
  const { refund_id, order_no, order_id, payment_id } = await refundThat('slow');
  const event = await eventOf(refund_id, 'refund_succeeded');
  const { values, errors } = outcomes(await atOnce(10, () => settleRefundReport(testCtx(), event)));
  expect(errors).toEqual([]);
  expect(values.filter((value) => value !== null)).toEqual(['REFUNDED']);
  expect(await told(refund_id, 'refund_succeeded')).toBe('NO_CHANGE');
  expect(await standingOf(refund_id)).toMatchObject({
    refund: 'SUCCEEDED',
    payment: 'REFUNDED',
    order: 'REFUNDED',
  });
  expect(await refundedFacts(order_no)).toHaveLength(1);
  expect(await database().paymentEvent.findUniqueOrThrow({ where: { id: event.id } })).toMatchObject({
    outcome: 'REFUNDED',
    orderId: order_id,
    paymentId: payment_id,
  });
  const audits = await database().auditEntry.findMany({
    where: { entityId: order_no, action: 'payments.settle-refund' },
  });
  expect(audits.length).toBeGreaterThan(0);
  await expectDataClean(testCtx());
});

test('a failure that the provider tells later frees the payment and calls people', async () => {
  const { refund_id, order_no } = await refundThat('slow');
  expect(await told(refund_id, 'refund_failed')).toBe('REFUND_FAILED');
  expect(await standingOf(refund_id)).toMatchObject({
    refund: 'FAILED',
    payment: 'COMPLETED',
    order: 'PAID',
    known: true,
  });
  expect(await openAlerts(order_no)).toEqual(['payments.refund_failed']);
  await expectDataClean(testCtx());
});

test('its word that money has left wins over a failure, and over silence', async () => {
  for (const end of ['refused', 'lost'] as const) {
    const { refund_id, order_no } = await refundThat(end);
    expect(await told(refund_id, 'refund_succeeded')).toBe('REFUNDED');
    expect(await standingOf(refund_id)).toMatchObject({
      refund: 'SUCCEEDED',
      payment: 'REFUNDED',
      order: 'REFUNDED',
    });
    expect(await openAlerts(order_no)).toEqual([]);
  }
  await expectDataClean(testCtx());
});

test('silence ends with its refusal: the amount may be asked for anew', async () => {
  const { refund_id, admin, payment_id } = await refundThat('lost');
  expect(await told(refund_id, 'refund_failed')).toBe('REFUND_FAILED');
  expect(await standingOf(refund_id)).toMatchObject({
    refund: 'FAILED',
    error_code: 'REFUND_ERROR',
    known: true,
  });
  expect(await requestRefund(admin, { payment_id, reason: 'again' })).toMatchObject({ status: 'processing' });
  await expectDataClean(testCtx());
});

test('more than was paid never counts as given back: people are called instead', async () => {
  const { refund_id, admin, payment_id, order_no } = await refundThat('refused');
  const other = await requestRefund(admin, { payment_id, reason: 'again', amount: '60.00' });
  await carryOutRefund(testCtx(), { refund_id: other.refund_id, tries: 1 });
  expect(await told(refund_id, 'refund_succeeded')).toBe('MISMATCH');
  expect(await standingOf(refund_id)).toMatchObject({
    refund: 'FAILED',
    payment: 'COMPLETED',
    order: 'PARTIALLY_REFUNDED',
  });
  expect(await openAlerts(order_no)).toContain('payments.refund_contradicted');
  await expectDataClean(testCtx());
});

test('what was given back does not come back by a word about it', async () => {
  const { refund_id, order_no } = await refundThat('done');
  expect(await told(refund_id, 'refund_failed', 'an older attempt')).toBe('NO_CHANGE');
  const { providerRefundId } = await database().refund.findUniqueOrThrow({ where: { id: refund_id } });
  expect(await told(refund_id, 'refund_failed', providerRefundId!)).toBe('MISMATCH');
  expect(await standingOf(refund_id)).toMatchObject({ refund: 'SUCCEEDED', payment: 'REFUNDED' });
  expect(await openAlerts(order_no)).toEqual(['payments.refund_contradicted']);
});

test('a refund that nobody knows, or of another provider, is unmatched', async () => {
  expect(await told(2_000_000_001, 'refund_succeeded')).toBe('UNMATCHED');
  const { refund_id } = await refundThat('slow');
  const event = await eventOf(refund_id, 'refund_succeeded');
  expect(await settleRefundReport(testCtx(), { ...event, provider: 'stripe' })).toBe('UNMATCHED');
  expect(await standingOf(refund_id)).toMatchObject({ refund: 'PROCESSING' });
});

test.each([
  ['key', { refund_key: 'ORD2026050100000007-another-whole' }],
  ['transaction', { transaction_id: 'txn-of-another-house' }],
])('a refund with our number and another %s is not ours', async (_, other) => {
  const { refund_id } = await refundThat('slow');
  const proof = { ...(await proofOf(refund_id)), ...other };
  for (const kind of ['refund_succeeded', 'refund_failed'] as const)
    expect(await toldBack(refund_id, kind, proof)).toBe('UNMATCHED');
  expect(await standingOf(refund_id)).toMatchObject({ refund: 'PROCESSING', payment: 'REFUNDING' });
});

test('a refund that fits in all that was told of it is ours', async () => {
  const { refund_id } = await refundThat('slow');
  expect(await toldBack(refund_id, 'refund_succeeded', await proofOf(refund_id))).toBe('REFUNDED');
});

test.each([{ amount: '99.99' }, { currency: 'USD' }])(
  'another amount than was asked for is not given back, but contradicts: %o',
  async (other) => {
    const { refund_id, order_no } = await refundThat('slow');
    const proof = { ...(await proofOf(refund_id)), ...other };
    expect(await toldBack(refund_id, 'refund_succeeded', proof)).toBe('MISMATCH');
    expect(await standingOf(refund_id)).toMatchObject({ refund: 'PROCESSING' });
    expect(await openAlerts(order_no)).toEqual(['payments.refund_contradicted']);
  },
);

test('the failure of an attempt does not end the one after it; its late success still counts', async () => {
  const { refund_id, admin } = await refundThat('slow');
  const first = await proofOf(refund_id);
  expect(await toldBack(refund_id, 'refund_failed', first)).toBe('REFUND_FAILED');
  await retryRefund(admin, { refund_id });
  expect((await proofOf(refund_id)).refund_key).toBe(`${first.refund_key}.1`);
  expect(await toldBack(refund_id, 'refund_failed', first)).toBe('NO_CHANGE');
  expect(await standingOf(refund_id)).toMatchObject({ refund: 'PROCESSING' });
  expect(await toldBack(refund_id, 'refund_succeeded', first)).toBe('REFUNDED');
});

test('money that went back for nobody calls people, once; a failure of nobody’s does not', async () => {
  const alertsOf = (id: bigint) =>
    database().alert.findMany({
      where: { rule: 'payments.unmatched', resolvedAt: null, key: { endsWith: `/${id}` } },
    });
  const proof = { refund_key: 'a-key', amount: '12.50', currency: 'CNY' };
  const event = await eventOf(2_000_000_001, 'refund_succeeded', 're-1', proof);
  const again = async () => {
    await database().$executeRaw`UPDATE payment_events SET retry_at = now() WHERE id = ${event.id}`;
    return settleRefundReport(testCtx(), event);
  };
  expect([await settleRefundReport(testCtx(), event), await again()]).toEqual(['UNMATCHED', 'UNMATCHED']);
  expect(await alertsOf(event.id)).toMatchObject([
    { count: 1, facts: { kind: 'refund_succeeded', event_id: Number(event.id), ...proof } },
  ]);
  const failed = await eventOf(2_000_000_001, 'refund_failed');
  expect(await settleRefundReport(testCtx(), failed)).toBe('UNMATCHED');
  expect(await alertsOf(failed.id)).toEqual([]);
});

test('the alert ends when its event finds its refund', async () => {
  const { refund_id } = await refundThat('slow');
  const event = await eventOf(refund_id, 'refund_succeeded', 're-1', { refund_key: 'not yet' });
  expect(await settleRefundReport(testCtx(), event)).toBe('UNMATCHED');
  await database().$executeRaw`UPDATE payment_events SET retry_at = now() WHERE id = ${event.id}`;
  const found = { ...event, report: { ...event.report, ...(await proofOf(refund_id)) } };
  expect(await settleRefundReport(testCtx(), found)).toBe('REFUNDED');
  expect(
    await database().alert.count({ where: { key: `refund ${refund_id}/${event.id}`, resolvedAt: null } }),
  ).toBe(0);
});

test('people do not settle', async () => {
  const { refund_id, admin } = await refundThat('slow');
  const event = await eventOf(refund_id, 'refund_succeeded');
  await expect(settleRefundReport(admin, event)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});
