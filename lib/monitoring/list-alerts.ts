import type { z } from 'zod';
import type { Ctx } from '../context';
import type { Prisma } from '../db';
import type { AlertSeverity } from '../generated/prisma/enums';
import type { OrderParams } from '../orders/schema';
import { keyset, pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import { ruleSettings, settingFor, type RuleSetting } from './rule-settings';
import type { ListAlertsQuery } from './schema';

export type ShownAlert = {
  id: number;
  rule: string;
  key: string;
  /** What is known about it, as it was noted last. */
  facts: Record<string, string | number | null>;
  count: number;
  severity: AlertSeverity;
  /** The request or job that met it last. */
  request_id: string | null;
  state: 'open' | 'resolved';
  opened_at: string;
  last_at: string;
  resolved_at: string | null;
};

/** What needs somebody, or what somebody has dealt with; newest first. */
export async function listAlerts(ctx: Ctx, { state, ...page }: ListAlertsQuery): Promise<Page<ShownAlert>> {
  authorize(ctx, 'monitoring.view-alerts');
  const { where, ...order } = keyset(page);
  const [settings, rows] = await Promise.all([
    ruleSettings(ctx),
    ctx.db.alert.findMany({
      where: { ...where, resolvedAt: state === 'open' ? null : { not: null } },
      ...order,
    }),
  ]);
  return pageOf(rows, page, (alert) => shown(alert, settings));
}

/** What about the payments of an order needs somebody now. */
export async function listPaymentAlerts(
  ctx: Ctx,
  { order_no }: z.output<typeof OrderParams>,
): Promise<ShownAlert[]> {
  authorize(ctx, 'monitoring.view-alerts');
  const [settings, rows] = await Promise.all([
    ruleSettings(ctx),
    ctx.db.alert.findMany({
      where: { key: order_no, rule: { startsWith: 'payments.' }, resolvedAt: null },
      orderBy: { id: 'desc' },
    }),
  ]);
  return rows.map((alert) => shown(alert, settings));
}

const shown = (alert: Prisma.AlertGetPayload<object>, settings: RuleSetting[]): ShownAlert => ({
  id: alert.id,
  rule: alert.rule,
  key: alert.key,
  facts: alert.facts as ShownAlert['facts'],
  count: alert.count,
  severity: settingFor(settings, alert)?.severity ?? 'WARNING',
  request_id: alert.requestId,
  state: alert.resolvedAt ? 'resolved' : 'open',
  opened_at: alert.openedAt.toISOString(),
  last_at: alert.lastAt.toISOString(),
  resolved_at: alert.resolvedAt?.toISOString() ?? null,
});
