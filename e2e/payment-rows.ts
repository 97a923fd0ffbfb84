import { database } from '../lib/db';
import { unique } from '../lib/testing/factories';

/** A payment of which a part waits to be given back, a message of its provider, and a comparison that found something. */
export async function paymentsOf(orderId: number, order_no: string) {
  const {
    id: paid,
    amount,
    currency,
  } = await database().payment.findFirstOrThrow({
    where: { orderId, status: 'COMPLETED' },
  });
  const key = unique('page');
  await database().refund.create({
    data: {
      paymentId: paid,
      amount: '10.00',
      kind: 'ORDER',
      reason: 'Two codes did not work',
      status: 'AWAITING_APPROVAL',
      idempotencyKey: key,
    },
  });
  const report = { order_no, payment_id: paid, transaction_id: key, amount: amount.toString(), currency };
  const event = await database().paymentEvent.create({
    data: {
      provider: 'sandbox',
      eventId: key,
      rawBody: Buffer.from(JSON.stringify({ type: 'payment.succeeded', data: report })),
      verdict: 'VERIFIED',
      outcome: 'SETTLED',
      orderId,
      paymentId: paid,
      processedAt: new Date(),
    },
  });
  const run = await database().reconciliationRun.create({
    data: {
      day: new Date(new Date().toISOString().slice(0, 10)),
      status: 'DIFFERENT',
      differences: 1,
      compared: { orders: 1, payments: 1, refunds: 0, lines: 0, asked: 1, not_asked: [] },
      finishedAt: new Date(),
      found: {
        create: {
          kind: 'missing_at_provider',
          provider: 'sandbox',
          orderNo: order_no,
          paymentId: paid,
          transactionId: key,
          ours: { status: 'completed', amount: amount.toString(), currency },
          theirs: { status: 'unknown' },
        },
      },
    },
  });
  return { paid, event: Number(event.id), run: run.id };
}
