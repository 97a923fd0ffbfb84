import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { moveCodeCounters } from '../distributors/move-code-counters';
import { Prisma } from '../db';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';

const BATCH = 5_000;

/**
 * Switches off the codes that nobody has used of an order that was cancelled or given back in full. Used ones stay.
 * @returns how many this run switched off
 */
export async function disableUnusedCodes(
  ctx: Ctx,
  { order_id }: { order_id: number },
): Promise<{ disabled: number }> {
  authorize(ctx, 'codes.disable-unused-codes');
  let batch: Batch = { order_no: null, disabled: 0, last: 0 };
  do {
    const { disabled, last } = batch;
    batch = await inTransaction(ctx, (tx) => disableBatch(tx, order_id, last ?? 0, disabled));
  } while (batch.last !== null);
  const { order_no, disabled } = batch;
  if (disabled > 0) logEvent('codes_disabled', { order_no, disabled, request_id: ctx.requestId });
  return { disabled };
}

/** `disabled` is the sum of the run so far, `last` the number it has come to, or null when there is nothing behind it. */
type Batch = { order_no: string | null; disabled: number; last: number | null };

async function disableBatch(tx: Tx, orderId: number, after: number, before: number): Promise<Batch> {
  const [batch] = await tx.db.$queryRaw<(Batch & { counted: number })[]>`
    WITH ended AS (
      SELECT id, order_no FROM orders
      WHERE id = ${orderId} AND type = 'CODES' AND (status = 'CANCELLED' OR payment_status = 'REFUNDED')),
    looked AS (
      SELECT code.id, code.seq FROM redeem_codes AS code JOIN ended ON code.order_id = ended.id
      WHERE code.seq > ${after} ORDER BY code.seq LIMIT ${BATCH} FOR NO KEY UPDATE OF code),
    disabled AS (
      UPDATE redeem_codes AS code SET is_active = false FROM looked
      WHERE code.id = looked.id AND code.is_active AND code.used_count = 0
      RETURNING code.order_id),
    counted AS (${moveCodeCounters('disabled', { inactive: Prisma.sql`1` })})
    SELECT (SELECT order_no FROM ended) AS order_no, (SELECT count(*)::int FROM disabled) + ${before}::int AS disabled,
      (SELECT max(seq) FROM looked) AS last, (SELECT count(*)::int FROM counted) AS counted`;
  if (!batch) throw new Error('the batch answered nothing');
  if (batch.last === null && batch.order_no !== null && batch.disabled > 0) {
    await recordAudit(tx, {
      action: 'codes.disable-unused-codes',
      entity: 'order',
      entityId: batch.order_no,
      after: { disabled: batch.disabled },
    });
  }
  return batch;
}
