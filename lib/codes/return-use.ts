import { moveCodeCounters } from '../distributors/move-code-counters';
import { Prisma } from '../db';

/**
 * SQL that locks the codes whose uses are about to be given back, in the order of their ids. Its lock comes first in any
 * statement; read it whole (count it), or only the first row is locked.
 * @param source the common table expression that says which; has `redeem_code_id`
 */
export function lockCodesOf(source: string) {
  return Prisma.sql`
    SELECT code.id FROM redeem_codes AS code WHERE code.id IN (SELECT redeem_code_id FROM ${Prisma.raw(source)})
    ORDER BY code.id FOR NO KEY UPDATE`;
}

/**
 * SQL that gives one use back for each row of the source. Whether a use may be given back is decided by the write that
 * makes the source: a row that has given it back is not in there again.
 * @param source the common table expression that says which codes; has `redeem_code_id`
 */
export function returnUses(source: string) {
  return Prisma.sql`
    UPDATE redeem_codes AS code SET used_count = GREATEST(code.used_count - given.uses, 0)
    FROM (SELECT redeem_code_id, count(*)::int AS uses FROM ${Prisma.raw(source)} GROUP BY redeem_code_id) AS given
    WHERE code.id = given.redeem_code_id
    RETURNING code.order_id, given.uses,
      (code.is_active AND code.used_count + given.uses >= code.max_uses)::int AS was_depleted`;
}

/**
 * SQL that carries returned uses into the counters of the codes' orders.
 * @param returned the common table expression of {@link returnUses}
 */
export function countReturned(returned: string) {
  return moveCodeCounters(returned, { used_sum: Prisma.sql`-uses`, depleted: Prisma.sql`-was_depleted` });
}
