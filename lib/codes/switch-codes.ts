import type { Ctx, Tx } from '../context';
import { Prisma } from '../db';
import { moveCodeCounters } from '../distributors/move-code-counters';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction, oneStatement } from '../transaction';
import { ownerOf } from './internal';
import type { SwitchedCode, SwitchOutcome, SwitchCodesInput, WhoseCodes } from './schema';

/**
 * Disables codes, or lets them be redeemed again. Codes of a cancelled or refunded order stay off.
 * @returns for each asked code, in the order asked, what became of it
 */
// eslint-disable-next-line house/writes-authorise-and-audit -- oneStatement writes an audit row for each code
export async function switchCodes(
  ctx: Ctx,
  whose: WhoseCodes,
  { ids, active }: SwitchCodesInput,
): Promise<SwitchedCode[]> {
  authorize(ctx, 'codes.switch-codes');
  const owner = await ownerOf(ctx, whose);
  const outcomes = await inTransaction(
    ctx,
    async (tx) => {
      const switched = await oneStatement<{ id: number }>(
        tx,
        {
          audit: {
            action: 'codes.switch-codes',
            entity: 'code',
            entityId: 'id',
            after: Prisma.sql`jsonb_build_object('code', code, 'is_active', is_active)`,
          },
        },
        switching(owner, ids, active),
      );
      return explained(tx, owner, { ids, active }, new Set(switched.map(({ id }) => id)));
    },
    { verb: 'codes.switch-codes', input: { whose, ids, active } },
  );
  const switched = outcomes.filter(({ outcome }) => outcome === 'switched').length;
  if (switched > 0) logEvent('codes_switched', { switched, active, request_id: ctx.requestId });
  return outcomes;
}

/** SQL for why the row `bought` of orders keeps its codes off; null when it does not. */
const ENDED = Prisma.sql`
  CASE WHEN bought.status = 'CANCELLED' THEN 'order_cancelled' WHEN bought.payment_status = 'REFUNDED' THEN 'order_refunded' END`;

/**
 * Locks orders, codes and counters, each in the order of their ids. Orders are locked against being cancelled or refunded
 * until the codes are switched: else what follows a refund would have passed them already.
 */
function switching(owner: number, ids: number[], active: boolean) {
  const mine = Prisma.sql`code.id = ANY (${ids}) AND code.created_by = ${owner}`;
  const [off, on] = active ? [Prisma.sql`-1`, Prisma.sql`used_up`] : [Prisma.sql`1`, Prisma.sql`-used_up`];
  return Prisma.sql`
    bought AS (
      SELECT bought.id, ${ENDED} IS NULL AS allows FROM orders AS bought
      WHERE bought.id IN (SELECT code.order_id FROM redeem_codes AS code WHERE ${mine})
      ORDER BY bought.id FOR SHARE OF bought),
    held AS (
      SELECT code.id, code.order_id FROM redeem_codes AS code
      WHERE ${mine} AND (SELECT count(*) FROM bought) > 0
      ORDER BY code.id FOR NO KEY UPDATE OF code),
    switched AS (
      UPDATE redeem_codes AS code SET is_active = ${active} FROM held JOIN bought ON bought.id = held.order_id
      WHERE code.id = held.id AND code.is_active <> ${active} AND (bought.allows OR NOT ${active})
      RETURNING code.id, code.code, code.order_id, code.is_active, (code.used_count >= code.max_uses)::int AS used_up),
    counted AS (${moveCodeCounters('switched', { inactive: off, depleted: on })}),
    result AS (
      SELECT switched.id, switched.code, switched.is_active,
        -- Refuses to commit a switched code that is not counted.
        1 / ((SELECT count(*) FROM counted) = (SELECT count(DISTINCT order_id) FROM switched))::int AS whole
      FROM switched)`;
}

async function explained(tx: Tx, owner: number, { ids, active }: SwitchCodesInput, switched: Set<number>) {
  const seen = await tx.db.$queryRaw<
    { id: number; code: string; ended: SwitchOutcome | null; is_active: boolean }[]
  >`
    SELECT code.id, code.code, code.is_active, ${ENDED} AS ended
    FROM redeem_codes AS code JOIN orders AS bought ON bought.id = code.order_id
    WHERE code.id = ANY (${ids}) AND code.created_by = ${owner}`;
  const codes = new Map(seen.map((row) => [row.id, row]));
  return [...new Set(ids)].map((id): SwitchedCode => {
    const row = codes.get(id);
    if (!row) return { id, code: null, outcome: 'not_found' };
    if (switched.has(id)) return { id, code: row.code, outcome: 'switched' };
    return { id, code: row.code, outcome: (active && !row.is_active && row.ended) || 'unchanged' };
  });
}
