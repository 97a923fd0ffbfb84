import { parseCronItems, type ParsedCronItem, type TaskList } from 'graphile-worker';
import type { Ctx } from '../context';
import type { Binding, Periodic, Task } from './bindings';
import { fanOut } from './fan-out';
import { runJob } from './run-job';

/** Everything the queue may hand to a worker, by name: facts, verbs, and what the clock calls for. */
export function taskList(bindings: Binding[], tasks: Task[], periodic: Periodic[]): TaskList {
  const facts = new Map(bindings.map(({ fact }) => [fact.name, fact]));
  return Object.fromEntries([
    ...[...facts.values()].map((fact) => [
      fact.name,
      runJob(fact.name, async (ctx, { payload, jobId }) => {
        await fanOut(ctx, bindings, fact, payload, jobId);
        return 'succeeded';
      }),
    ]),
    ...tasks.map(({ job, run }) => [
      job.name,
      runJob(job.name, (ctx, { payload, stop }) => run(ctx, payload, stop)),
    ]),
    ...periodic.map(({ name, run }) => [
      name,
      runJob(name, async (ctx) => {
        await run(ctx);
        await noteRun(ctx, name);
        return 'succeeded';
      }),
    ]),
  ]) as TaskList;
}

/** One waiting job for each: while no worker runs, they do not pile up. */
export function schedule(periodic: Periodic[]): ParsedCronItem[] {
  return parseCronItems(
    periodic.map(({ name, cron }) => ({ task: name, match: cron, options: { jobKey: `every:${name}` } })),
  );
}

async function noteRun(ctx: Ctx, key: string) {
  await ctx.db.$executeRaw`
    INSERT INTO leases (key, last_run_at) VALUES (${key}, now())
    ON CONFLICT (key) DO UPDATE SET last_run_at = EXCLUDED.last_run_at`;
}
