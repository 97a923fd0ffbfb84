import type { Ctx } from '../context';
import type { Prisma } from '../db';
import { amountFrom, multiplyAmount, type Amount } from '../money';
import { measureOf } from './sales-measures';
import type { WhoseFigures } from './schema';
import { distributorIdOf, noDistributor } from './whose-figures';

export type Summary = {
  /** Uses of codes that are charged now: redemptions of all time, without those whose use was given back since. */
  redeem_attempts: number;
  /** Every redemption of all time, whatever became of it: the measure `attempt`, which a period counts as well. */
  redeem_attempts_total: number;
  invites_sent_success: number;
  invites_accepted: number;
  unit_price: Amount;
  currency: string;
  total_revenue_estimate: Amount;
  total_codes: number;
  active_codes: number;
  depleted_codes: number;
  expired_codes: number;
  inactive_codes: number;
};

type Codes = Record<'used' | 'total' | 'active' | 'depleted' | 'expired' | 'inactive', bigint>;
type Events = Record<'attempt' | 'success' | 'accepted', bigint>;
type Terms = { unit_price: Prisma.Decimal; currency: string };

/** How a distributor's sales and codes stand, from the counters alone, however many codes there are. */
export async function getSummary(ctx: Ctx, whose: WhoseFigures): Promise<Summary> {
  const userId = distributorIdOf(ctx, whose);
  // Each code is in one class: switched off before expired before used up. Codes of one order expire at one moment.
  const [row] = await ctx.db.$queryRaw<(Codes & Events & Terms)[]>`
    SELECT shop.unit_price, shop.currency, codes.*, events.* FROM distributors AS shop,
      (SELECT coalesce(sum(used_sum), 0)::bigint AS used, coalesce(sum(total), 0)::bigint AS total,
        coalesce(sum(total - inactive) FILTER (WHERE expires_at <= now()), 0)::bigint AS expired,
        coalesce(sum(depleted) FILTER (WHERE expires_at <= now() IS NOT TRUE), 0)::bigint AS depleted,
        coalesce(sum(total - inactive - depleted) FILTER (WHERE expires_at <= now() IS NOT TRUE), 0)::bigint AS active,
        coalesce(sum(inactive), 0)::bigint AS inactive
      FROM code_counters WHERE distributor_id = ${userId}) AS codes,
      (SELECT coalesce(sum(${measureOf('attempt')}), 0)::bigint AS attempt,
        coalesce(sum(${measureOf('success')}), 0)::bigint AS success,
        coalesce(sum(${measureOf('accepted')}), 0)::bigint AS accepted
      FROM distributor_days AS day WHERE day.distributor_id = ${userId}) AS events
    WHERE shop.user_id = ${userId}`;
  if (!row) throw noDistributor(userId);
  const accepted = Number(row.accepted);
  const price = amountFrom(row.unit_price);
  return {
    redeem_attempts: Number(row.used),
    redeem_attempts_total: Number(row.attempt),
    invites_sent_success: Number(row.success),
    invites_accepted: accepted,
    unit_price: price,
    currency: row.currency,
    total_revenue_estimate: multiplyAmount(price, accepted),
    total_codes: Number(row.total),
    active_codes: Number(row.active),
    depleted_codes: Number(row.depleted),
    expired_codes: Number(row.expired),
    inactive_codes: Number(row.inactive),
  };
}
