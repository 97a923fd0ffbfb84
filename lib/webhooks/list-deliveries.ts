import type { Ctx } from '../context';
import type { WebhookDeliveryStatus } from '../generated/prisma/enums';
import { keyset, pageOf, type Page } from '../paging';
import { ownerOf, type WhoseEndpoints } from './internal';
import type { DeliveriesQuery } from './schema';

export type Delivery = Awaited<ReturnType<typeof listDeliveries>>['items'][number];

const COLUMNS = {
  id: true,
  status: true,
  attempts: true,
  nextTryAt: true,
  triedAt: true,
  statusCode: true,
  errorCode: true,
  durationMs: true,
  deliveredAt: true,
  resendOf: true,
  createdAt: true,
  event: { select: { uid: true, type: true } },
  endpoint: { select: { id: true, url: true } },
} as const;

/** What was sent to the endpoints of a distributor, or is on its way, the newest first. */
export async function listDeliveries(ctx: Ctx, whose: WhoseEndpoints, query: DeliveriesQuery) {
  const distributorId = await ownerOf(ctx, whose);
  const { where, ...page } = keyset(query);
  const rows = await ctx.db.webhookDelivery.findMany({
    where: {
      distributorId,
      ...where,
      ...(query.endpoint && { endpointId: query.endpoint }),
      ...(query.status && { status: query.status.toUpperCase() as WebhookDeliveryStatus }),
      ...(query.type && { event: { type: query.type } }),
    },
    ...page,
    select: COLUMNS,
  });
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return pageOf(rows, query, ({ event, endpoint, ...row }) => ({
    id: row.id,
    event_id: event.uid,
    type: event.type,
    endpoint_id: endpoint.id,
    url: endpoint.url,
    status: row.status.toLowerCase() as Lowercase<WebhookDeliveryStatus>,
    attempts: row.attempts,
    status_code: row.statusCode,
    error_code: row.errorCode,
    duration_ms: row.durationMs,
    created_at: row.createdAt.toISOString(),
    tried_at: iso(row.triedAt),
    next_try_at: iso(row.nextTryAt),
    delivered_at: iso(row.deliveredAt),
    resend_of: row.resendOf,
  })) satisfies Page<unknown>;
}
