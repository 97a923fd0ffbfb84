import { moveCodeCounters } from '../distributors/move-code-counters';
import { Prisma } from '../db';

/** SQL: whether the row `code` of redeem_codes may be charged one more use now. */
const USABLE = Prisma.sql`
  code.is_active AND (code.expires_at IS NULL OR code.expires_at > now()) AND code.used_count < code.max_uses`;

/**
 * SQL for the code, locked, when it may be charged now; no row otherwise. Its lock comes first in any statement. Whether its
 * distributor's codes have been stopped is read without a lock: a redemption under way when they are stopped came before, and
 * many redemptions at once could keep a stop waiting for ever if each of them held that row.
 */
export function lockUsableCode(code: string) {
  // The lock an UPDATE takes: foreign keys to the code can be checked meanwhile.
  return Prisma.sql`
    SELECT code.id, code.created_by FROM redeem_codes AS code JOIN distributors AS shop ON shop.user_id = code.created_by
    WHERE code.code = ${code} AND ${USABLE} AND shop.codes_stopped_at IS NULL FOR NO KEY UPDATE OF code`;
}

/**
 * SQL that charges one use. The condition stands here again: whatever came before, no use is charged that is not there.
 * @param source the common table expression that says which code; has `redeem_code_id`
 */
export function chargeUse(source: string) {
  return Prisma.sql`
    UPDATE redeem_codes AS code SET used_count = used_count + 1
    FROM ${Prisma.raw(source)} AS source WHERE code.id = source.redeem_code_id AND ${USABLE}
    RETURNING code.order_id, code.used_count = code.max_uses AS depleted`;
}

/**
 * SQL that carries a charged use into the counters of the code's order.
 * @param charge the common table expression of {@link chargeUse}
 */
export function countUse(charge: string) {
  return moveCodeCounters(charge, { used_sum: Prisma.sql`1`, depleted: Prisma.sql`depleted::int` });
}
