import { buyCodes, type BoughtCodes } from '../lib/codes/buy-codes';
import { drawCodes } from '../lib/codes/code-text';
import { ORDER_NOTE } from '../lib/codes/insert-codes';
import { issueCodes } from '../lib/codes/issue-codes';
import type { Actor, Tx } from '../lib/context';
import { playCharge } from '../lib/payments/play-charge';
import { sandboxNotification } from '../lib/payments/providers/sandbox';
import type { PaymentReport } from '../lib/payments/providers/provider';
import { receiveEvent } from '../lib/payments/receive-event';
import { ageOrder, dropOwnJobs } from './seed-time';

export type Purchase = { buyerId: number; planId: number; quantity: number };
export type Placed = BoughtCodes & { id: number; buyerId: number };

/** The same transaction in somebody else's hands. */
export const as = (tx: Tx, actor: Actor): Tx => ({ ...tx, actor });

export const distributorOf = (userId: number): Actor => ({
  kind: 'user',
  userId,
  role: 'DISTRIBUTOR',
  via: 'session',
});

export async function place(tx: Tx, { buyerId, planId, quantity }: Purchase): Promise<Placed> {
  const bought = await buyCodes(as(tx, distributorOf(buyerId)), { plan_id: planId, quantity });
  const { id } = await tx.db.order.findUniqueOrThrow({
    where: { orderNo: bought.order_no },
    select: { id: true },
  });
  return { ...bought, id, buyerId };
}

/** The sandbox tells how an attempt to pay has ended: well, unless told otherwise. */
export async function tellPayment(
  tx: Tx,
  order: Placed,
  { kind = 'succeeded', again = false, ...said }: Partial<PaymentReport> & { again?: boolean } = {},
) {
  const { orderNo } = await tx.db.order.findUniqueOrThrow({
    where: { id: order.id },
    select: { orderNo: true },
  });
  const { payment_id, total_amount: amount, currency } = order;
  const { idempotencyKey } = await tx.db.payment.findUniqueOrThrow({ where: { id: payment_id } });
  const charge = {
    key: `${idempotencyKey}${again ? '-again' : ''}`,
    order_no: orderNo,
    payment_id,
    amount,
    currency,
  };
  const report = await playCharge(as(tx, { kind: 'system', task: 'seed' }), charge, kind);
  const { body, headers } = sandboxNotification({ ...report, ...said });
  await receiveEvent(as(tx, { kind: 'provider', provider: 'sandbox' }), {
    provider: 'sandbox',
    rawBody: new TextEncoder().encode(body),
    headers: new Headers(headers),
    ip: '127.0.0.1',
  });
}

/** Issuing takes about as long as this for every ten thousand codes. */
const SECONDS_EACH_10_000 = 1;

/**
 * Puts a paid order back by as much as asked, and issues its codes then. They are written once, where they belong in time:
 * as many as there may be, they are not moved afterwards.
 */
export async function issueLongAgo(tx: Tx, { id }: Placed, seconds: number) {
  await ageOrder(tx, id, seconds);
  const { paidAt, expectedCount } = await tx.db.order.findUniqueOrThrow({ where: { id } });
  if (!paidAt) throw new Error(`order ${id} is not paid`);
  const began = new Date(paidAt.getTime() + 1_000);
  const finished = new Date(began.getTime() + 400 + expectedCount * 0.1 * SECONDS_EACH_10_000);
  await writeCodes(tx, id, began);
  const { outcome } = await issueCodes(as(tx, { kind: 'system', task: 'codes.issue-codes' }), {
    order_id: id,
  });
  if (outcome !== 'issued') throw new Error(`issuing order ${id}: ${outcome}`);
  await finishThen(tx, id, began, finished);
  await dropOwnJobs(tx);
}

/** All codes of an order at once, and counted, as {@link issueCodes} would have written them batch by batch. */
async function writeCodes({ db }: Tx, id: number, began: Date) {
  const { expected_count } = (
    await db.$queryRaw<{ expected_count: number }[]>`
      UPDATE orders SET delivered_count = expected_count,
        codes_expire_at = ${began}::timestamptz(3) + make_interval(days => code_expires_days)
      WHERE id = ${id} RETURNING expected_count`
  )[0]!;
  const codes = drawCodes(id, expected_count);
  await db.$executeRaw`
    INSERT INTO redeem_codes (code, order_id, seq, created_by, max_uses, expires_at, validity_days, note, created_at)
    SELECT drawn.code, bought.id, drawn.seq, bought.buyer_user_id, bought.code_max_uses, bought.codes_expire_at,
      bought.code_validity_days, ${ORDER_NOTE} || bought.order_no, ${began}
    FROM orders AS bought, unnest(${codes}::text[]) WITH ORDINALITY AS drawn (code, seq)
    WHERE bought.id = ${id}`;
  await db.$executeRaw`
    INSERT INTO code_counters (order_id, distributor_id, plan_id, expires_at, total)
    SELECT id, buyer_user_id, plan_id, codes_expire_at, expected_count FROM orders WHERE id = ${id}`;
}

/** What issuing has just written about itself is put where it belongs, too. */
async function finishThen({ db }: Tx, id: number, began: Date, finished: Date) {
  await db.$executeRaw`
    UPDATE orders SET completed_at = ${finished}, updated_at = ${finished} WHERE id = ${id}`;
  await db.$executeRaw`
    UPDATE order_tracking SET created_at = ${finished} WHERE order_id = ${id} AND status = 'COMPLETED'`;
  await db.$executeRaw`
    UPDATE audit_log SET created_at =
      CASE WHEN after ->> 'fulfillment_status' = 'PROCESSING' THEN ${began} ELSE ${finished} END::timestamptz
    WHERE entity = 'order' AND entity_id = (SELECT order_no FROM orders WHERE id = ${id})
      AND action IN ('codes.issue-codes', 'orders.complete-order')`;
}
