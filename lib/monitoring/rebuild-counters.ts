import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { correctEventDays, correctOrderDays } from './closed-days';
import { RECOUNTED_CODES, recountedDays } from './counter-invariants';

/** How many counters were wrong. */
export type Rebuilt = { orders: number; days: number; closed_days: number };

/**
 * Counts codes, invitations, orders and events anew and corrects every counter that differs, in one transaction. Writers wait for it: one that
 * has not committed yet is not in the recount, and adds itself to the corrected counter afterwards.
 */
export async function rebuildCounters(ctx: Ctx): Promise<Rebuilt> {
  authorize(ctx, 'monitoring.rebuild-counters');
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT set_config('statement_timeout', '50s', true)`;
    await tx.db
      .$executeRaw`LOCK TABLE code_counters, distributor_days, order_days, event_days IN SHARE ROW EXCLUSIVE MODE`;
    // Corrected in place: a writer that waits for a row would not find one that was deleted and written again.
    const orders = await tx.db.$executeRaw`
      INSERT INTO code_counters (order_id, distributor_id, plan_id, expires_at, total, inactive, depleted, used_sum)
      SELECT o.id, o.buyer_user_id, o.plan_id, o.codes_expire_at, coalesce(r.total, 0), coalesce(r.inactive, 0),
        coalesce(r.depleted, 0), coalesce(r.used_sum, 0)
      FROM orders o LEFT JOIN (${RECOUNTED_CODES}) r ON r.order_id = o.id LEFT JOIN code_counters k ON k.order_id = o.id
      WHERE r.order_id IS NOT NULL OR k.order_id IS NOT NULL
      ON CONFLICT (order_id) DO UPDATE SET distributor_id = EXCLUDED.distributor_id, plan_id = EXCLUDED.plan_id,
        expires_at = EXCLUDED.expires_at, total = EXCLUDED.total, inactive = EXCLUDED.inactive,
        depleted = EXCLUDED.depleted, used_sum = EXCLUDED.used_sum
      WHERE code_counters.* IS DISTINCT FROM EXCLUDED.*`;
    const days = await tx.db.$executeRaw`
      INSERT INTO distributor_days (distributor_id, day, plan_id, attempts, sent, accepted)
      SELECT coalesce(k.distributor_id, r.distributor_id), coalesce(k.day, r.day), coalesce(k.plan_id, r.plan_id),
        coalesce(r.attempts, 0), coalesce(r.sent, 0), coalesce(r.accepted, 0)
      FROM distributor_days k
        FULL JOIN (${recountedDays()}) r ON r.distributor_id = k.distributor_id AND r.day = k.day AND r.plan_id = k.plan_id
      ON CONFLICT (distributor_id, day, plan_id) DO UPDATE
        SET attempts = EXCLUDED.attempts, sent = EXCLUDED.sent, accepted = EXCLUDED.accepted
      WHERE distributor_days.* IS DISTINCT FROM EXCLUDED.*`;
    const closedDays =
      (await tx.db.$executeRaw(correctOrderDays())) + (await tx.db.$executeRaw(correctEventDays()));
    const after = { orders, days, closed_days: closedDays };
    await recordAudit(tx, {
      action: 'monitoring.rebuild-counters',
      entity: 'counters',
      entityId: 'all',
      after,
    });
    return after;
  });
}
