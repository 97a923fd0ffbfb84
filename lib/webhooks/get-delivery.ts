import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { bodyOf } from './delivery-request';
import { ownerOf, type WhoseEndpoints } from './internal';

export type WholeDelivery = Awaited<ReturnType<typeof getDelivery>>;

/**
 * One delivery with what was sent at its last try and what was answered.
 * @throws ResourceNotFoundError also when it is somebody else's
 */
export async function getDelivery(ctx: Ctx, whose: WhoseEndpoints, { id }: { id: number }) {
  const distributorId = await ownerOf(ctx, whose);
  const row = await ctx.db.webhookDelivery.findFirst({
    where: { id, distributorId },
    include: {
      event: true,
      endpoint: { select: { url: true, isActive: true, deletedAt: true } },
    },
  });
  if (!row) throw new ResourceNotFoundError('delivery', id);
  const { event, endpoint } = row;
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id,
    event_id: event.uid,
    type: event.type,
    url: endpoint.url,
    status: row.status.toLowerCase() as Lowercase<typeof row.status>,
    /** Whether it can be sent again: it is not on its way, and its endpoint is on. */
    may_resend: row.status !== 'PENDING' && endpoint.isActive && endpoint.deletedAt === null,
    attempts: row.attempts,
    status_code: row.statusCode,
    error_code: row.errorCode,
    duration_ms: row.durationMs,
    created_at: row.createdAt.toISOString(),
    tried_at: iso(row.triedAt),
    next_try_at: iso(row.nextTryAt),
    delivered_at: iso(row.deliveredAt),
    resend_of: row.resendOf,
    body: bodyOf({ uid: event.uid, type: event.type, data: event.data, occurred_at: event.occurredAt }),
    headers: Object.entries((row.requestHeaders ?? {}) as Record<string, string>),
    response: row.response,
  };
}
