import { now } from '../clock';
import type { Ctx } from '../context';
import type { WebhookOff } from '../generated/prisma/enums';
import type { EventType } from './schema';
import { ownerOf, type WhoseEndpoints } from './internal';
import type { EndpointState } from './schema';

export type Endpoint = Awaited<ReturnType<typeof listEndpoints>>[number];

/** The endpoints of a distributor that are not deleted, the oldest first, without their secrets. */
export async function listEndpoints(ctx: Ctx, whose: WhoseEndpoints) {
  const distributorId = await ownerOf(ctx, whose);
  const rows = await ctx.db.webhookEndpoint.findMany({
    where: { distributorId, deletedAt: null },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      url: true,
      description: true,
      events: true,
      disabledReason: true,
      failingSince: true,
      previousUntil: true,
      createdAt: true,
    },
  });
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return rows.map(({ id, url, description, events, disabledReason, ...times }) => ({
    id,
    url,
    description,
    events: events as EventType[],
    state: stateOf(disabledReason, times.failingSince),
    failing_since: iso(times.failingSince),
    /** Until when the secret before this one signs, too; null when only one does. */
    previous_until: times.previousUntil && times.previousUntil > now() ? iso(times.previousUntil) : null,
    created_at: times.createdAt.toISOString(),
  }));
}

function stateOf(off: WebhookOff | null, failingSince: Date | null): EndpointState {
  if (off === 'GONE') return 'gone';
  if (off === 'FAILING') return 'given_up';
  if (off) return 'off';
  return failingSince ? 'failing' : 'on';
}
