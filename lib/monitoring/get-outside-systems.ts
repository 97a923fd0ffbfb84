import type { Ctx } from '../context';
import { isWorkspaceElsewhere, WORKSPACE_CALLS } from '../members/workspace-calls';
import { authorize } from '../permissions';
import { shownBreaker, type ShownBreaker } from '../shown-breaker';
import { CHANNEL_CALLS } from './providers/channel';

export type OutsideSystem = {
  /** As its calls are named. */
  name: string;
  enabled: boolean;
  breaker: ShownBreaker | null;
};

/**
 * The outside systems beside the payment providers, and whether they are called at the moment. Channels of alerts are none of
 * them: what arrived there stands with the channel.
 */
export async function getOutsideSystems(ctx: Ctx): Promise<OutsideSystem[]> {
  authorize(ctx, 'monitoring.view-alerts');
  const breakers = await ctx.db.circuitBreaker.findMany({
    where: { NOT: ['payments.', CHANNEL_CALLS].map((startsWith) => ({ name: { startsWith } })) },
    orderBy: { name: 'asc' },
  });
  // One that has never failed has no row.
  const names = new Set([WORKSPACE_CALLS, ...breakers.map(({ name }) => name)]);
  return [...names].map((name) => ({
    name,
    enabled: name !== WORKSPACE_CALLS || isWorkspaceElsewhere(),
    breaker: shownBreaker(breakers.find((breaker) => breaker.name === name)),
  }));
}
