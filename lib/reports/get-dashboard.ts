import type { Ctx } from '../context';
import { getPlanSales } from './get-plan-sales';
import { getSalesFigures } from './get-sales-figures';
import { getSummary } from './get-summary';
import { listActivity } from './list-activity';
import type { WhoseFigures } from './schema';

export type DashboardFigures = Awaited<ReturnType<typeof getDashboard>>;

/** Everything on a distributor's dashboard, by short questions none of which grows with what was sold. */
export async function getDashboard(ctx: Ctx, whose: WhoseFigures, { days }: { days: number }) {
  const [summary, sales, plans, activity] = await Promise.all([
    getSummary(ctx, whose),
    getSalesFigures(ctx, whose, { days }),
    getPlanSales(ctx, whose, { days }),
    listActivity(ctx, whose),
  ]);
  return { summary, sales, plans: plans.items, activity };
}
