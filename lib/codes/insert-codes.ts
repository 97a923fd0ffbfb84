import type { Tx } from '../context';
import { TechnicalError } from '../errors';
import { drawCodes } from './code-text';
import type { Issue } from './lock-issue';

const SMALLEST_BATCH = 100;
const LARGEST_BATCH = 5_000;
const DRAWS = 10;
/** "Order" in the language of the business, followed by its number. */
export const ORDER_NOTE = '\u8ba2\u5355 ';

/** A fiftieth of the order, so that its progress is seen to move, within what one transaction does quickly. */
function batchSize(expectedCount: number) {
  return Math.min(Math.max(Math.ceil(expectedCount / 50), SMALLEST_BATCH), LARGEST_BATCH);
}

/**
 * Inserts the next codes that an order lacks, and counts them on the order and in the counters.
 * @returns how many were inserted
 * @throws TechnicalError CODES_NOT_UNIQUE when free codes were not found in ten draws
 */
export async function insertCodes(tx: Tx, issue: Issue): Promise<number> {
  const size = Math.min(batchSize(issue.expected_count), issue.expected_count - issue.delivered_count);
  // Numbers are given in turn. Where the next ones are taken, codes were deleted by hand and left gaps before them.
  const next = Array.from({ length: size }, (_, at) => issue.delivered_count + at + 1);
  const inserted =
    (await insertNumbers(tx, issue.id, next)) ||
    (await insertNumbers(tx, issue.id, await gaps(tx, issue, size)));
  if (inserted > 0) await countInserted(tx, issue.id, inserted);
  return inserted;
}

async function insertNumbers(tx: Tx, orderId: number, numbers: number[]): Promise<number> {
  let inserted = 0;
  let left = numbers;
  for (let draws = 1; left.length > 0; draws += 1) {
    if (draws > DRAWS) {
      throw new TechnicalError(`${left.length} codes of order ${orderId} were taken already`, {
        errorCode: 'CODES_NOT_UNIQUE',
      });
    }
    const now = await insertDrawn(tx, orderId, left);
    inserted += now;
    left = now === left.length ? [] : await lacking(tx, orderId, left);
  }
  return inserted;
}

/** One draw for each number. A code that is taken, or a number that is there, is left out. */
function insertDrawn(tx: Tx, orderId: number, numbers: number[]): Promise<number> {
  return tx.db.$executeRaw`
    INSERT INTO redeem_codes (code, order_id, seq, created_by, max_uses, expires_at, validity_days, note)
    SELECT drawn.code, bought.id, drawn.seq, bought.buyer_user_id, bought.code_max_uses, bought.codes_expire_at,
      bought.code_validity_days, ${ORDER_NOTE} || bought.order_no
    FROM orders AS bought, unnest(${drawCodes(orderId, numbers.length)}::text[], ${numbers}::int[]) AS drawn (code, seq)
    WHERE bought.id = ${orderId}
    ON CONFLICT DO NOTHING`;
}

async function lacking(tx: Tx, orderId: number, numbers: number[]) {
  const rows = await tx.db.$queryRaw<{ number: number }[]>`
    SELECT number FROM unnest(${numbers}::int[]) AS number
    WHERE NOT EXISTS (SELECT FROM redeem_codes WHERE order_id = ${orderId} AND seq = number)`;
  return rows.map(({ number }) => number);
}

async function gaps(tx: Tx, issue: Issue, most: number) {
  const rows = await tx.db.$queryRaw<{ number: number }[]>`
    SELECT number FROM generate_series(1, ${issue.expected_count}::int) AS number
    WHERE NOT EXISTS (SELECT FROM redeem_codes WHERE order_id = ${issue.id} AND seq = number)
    ORDER BY number LIMIT ${most}`;
  return rows.map(({ number }) => number);
}

async function countInserted(tx: Tx, orderId: number, inserted: number) {
  await tx.db.$executeRaw`
    UPDATE orders SET delivered_count = delivered_count + ${inserted}, updated_at = now() WHERE id = ${orderId}`;
  await tx.db.$executeRaw`
    INSERT INTO code_counters AS counter (order_id, distributor_id, plan_id, expires_at, total)
    SELECT id, buyer_user_id, plan_id, codes_expire_at, ${inserted} FROM orders WHERE id = ${orderId}
    ON CONFLICT (order_id) DO UPDATE SET total = counter.total + EXCLUDED.total`;
}
