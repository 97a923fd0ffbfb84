import { closeAlert, raiseAlert } from '../alerts';
import { now } from '../clock';
import type { Ctx } from '../context';
import { queueFigures } from '../monitoring/queue-figures';
import { setting } from '../settings';
import { inTransaction } from '../transaction';

/** One alert for the whole queue. */
const KEY = 'all';

/**
 * Calls people while work piles up, and no longer when it has been done. It is asked outside the queue: a job of its own
 * would wait behind the others.
 */
export async function watchQueue(ctx: Ctx): Promise<'backlog' | 'flowing'> {
  const [{ length, oldest_seconds: oldest }, minutes, jobs] = await Promise.all([
    queueFigures(ctx),
    setting(ctx, 'monitoring.backlog_minutes'),
    setting(ctx, 'monitoring.backlog_jobs'),
  ]);
  const waited = Math.floor((oldest ?? 0) / 60);
  const backlog = waited >= minutes || length > jobs;
  // Every worker looks every few seconds; the alert counts the minutes.
  const told = { rule: 'queue.backlog', key: KEY, resolvedAt: null };
  const open = await ctx.db.alert.findFirst({ where: told, select: { lastAt: true } });
  const fresh = open && now().getTime() - open.lastAt.getTime() < 60_000;
  if (backlog && !fresh)
    await inTransaction(ctx, (tx) => raiseAlert(tx, 'queue.backlog', KEY, { jobs: length, minutes: waited }));
  if (!backlog && open) await inTransaction(ctx, (tx) => closeAlert(tx, 'queue.backlog', KEY));
  return backlog ? 'backlog' : 'flowing';
}
