import { businessDay } from '../clock';
import type { Ctx } from '../context';
import { databasePool } from '../db';
import { logError } from '../log';
import { metrics } from '../metrics';
import { authorize } from '../permissions';
import { lockWaits, serverFigures, tableFigures } from './database-figures';
import { queueFigures } from './queue-figures';

/** What machines read about the product, as Prometheus asks for it: this process's own numbers, and what all share. */
export async function readMetrics(ctx: Ctx): Promise<{ type: string; text: string }> {
  authorize(ctx, 'monitoring.view-metrics');
  const { registry, shared } = metrics();
  const found = await Promise.all([
    queueFigures(ctx),
    runsToday(ctx),
    openAlerts(ctx),
    serverFigures(ctx),
    lockWaits(ctx),
    tableFigures(ctx),
  ]).catch((error: unknown) => {
    // Without the database, this process still has something to say.
    logError(error, { event: 'metrics_without_database', request_id: ctx.requestId });
  });
  // From here on nothing is waited for: two who ask at once do not mix.
  for (const gauge of [shared.queue, shared.results, shared.alerts, shared.rows]) gauge.reset();
  shared.database.set(found ? 1 : 0);
  const { totalCount, idleCount, waitingCount } = databasePool();
  shared.pool.set({ state: 'in_use' }, totalCount - idleCount);
  shared.pool.set({ state: 'idle' }, idleCount);
  shared.pool.set({ state: 'waited_for' }, waitingCount);
  if (found) {
    const [queue, runs, alerts, server, waits, tables] = found;
    shared.queue.set({ state: 'due' }, queue.length - queue.running);
    shared.queue.set({ state: 'running' }, queue.running);
    shared.queue.set({ state: 'failed' }, queue.failed);
    shared.queue.set({ state: 'scheduled' }, queue.scheduled);
    shared.oldest.set(queue.oldest_seconds ?? 0);
    for (const { task, result, runs: count } of runs) shared.results.set({ task, result }, count);
    for (const { rule, open } of alerts) shared.alerts.set({ rule }, open);
    shared.deadlocks.set(server.deadlocks);
    shared.waits.set(waits.length);
    shared.longestWait.set(waits[0]?.seconds ?? 0);
    for (const { schema, table, live, dead } of tables) {
      const named = { table: `${schema}.${table}` };
      shared.rows.set({ ...named, state: 'live' }, live);
      shared.rows.set({ ...named, state: 'dead' }, dead);
    }
  }
  return { type: registry.contentType, text: await registry.metrics() };
}

function runsToday({ db }: Ctx) {
  return db.$queryRaw<{ task: string; result: string; runs: number }[]>`
    SELECT task, result, runs FROM job_stats
    CROSS JOIN LATERAL (VALUES ('succeeded', succeeded), ('retried', retried), ('failed', failed)) AS one (result, runs)
    WHERE day = ${businessDay()}::date`;
}

function openAlerts({ db }: Ctx) {
  return db.$queryRaw<{ rule: string; open: number }[]>`
    SELECT rule, count(*)::int AS open FROM alerts WHERE resolved_at IS NULL GROUP BY rule`;
}
