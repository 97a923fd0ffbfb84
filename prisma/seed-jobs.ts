import { businessDay } from '../lib/clock';
import type { Ctx } from '../lib/context';
import { Prisma } from '../lib/db';
import { businessDayOf } from '../lib/distributors/count-events';
import { CLOCK_TASKS } from '../lib/monitoring/known-tasks';
import { inTransaction } from '../lib/transaction';
import { randomFrom } from './seed-random';
import { dayBegan } from './seed-orders';
import { DAY, MINUTE } from './seed-time';

const DAYS = 90;

/** What each fact was announced by, so that its jobs can be counted. */
const FACTS = [
  { fact: 'payments.settled', after: 'payments.settle-payment' },
  { fact: 'members.invited', after: 'members.redeem-code' },
  { fact: 'members.accepted', after: 'members.accept-invitation' },
  { fact: 'members.expired', after: 'members.expire-memberships' },
];
/** How long a job takes, in milliseconds. */
const TAKES = { 'codes.issue-codes': 900, 'members.send-invitation': 38, fact: 7, clock: 9, other: 24 };
/** Days on which the mail server or the workspace was away for a while: how many jobs were put off, and how many failed. */
const OUTAGES = [
  { task: 'members.send-invitation', days: 61, retried: 9, failed: 0 },
  { task: 'members.send-invitation', days: 18, retried: 23, failed: 2 },
  { task: 'members.join-workspace', days: 34, retried: 14, failed: 1 },
  { task: 'members.join-workspace', days: 7, retried: 5, failed: 0 },
  { task: 'payments.sweep-events', days: 34, retried: 3, failed: 0 },
];

/** What the worker has counted in three months, from what the audit log says that it did, and from the clock. */
export async function seedJobs(ctx: Ctx) {
  await inTransaction(ctx, async ({ db }) => {
    const day = businessDayOf(Prisma.sql`created_at`);
    const failed = Prisma.sql`after ->> 'status' = 'FAILED' OR after ->> 'fulfillment_status' = 'FAILED'`;
    const retried = Prisma.sql`after ->> 'fulfillment_status' = 'PROCESSING' AND after ? 'fulfillment_error'`;
    const began = Prisma.sql`after ->> 'fulfillment_status' = 'PROCESSING' AND NOT after ? 'fulfillment_error'`;
    await db.$executeRaw`
      INSERT INTO job_stats AS stat (task, day, succeeded, failed, retried, total_ms)
      SELECT action, ${day}, count(*) FILTER (WHERE NOT coalesce(${failed}, false) AND NOT coalesce(${retried}, false)
          AND NOT coalesce(${began}, false)),
        count(*) FILTER (WHERE ${failed}), count(*) FILTER (WHERE ${retried}),
        count(*) * CASE action WHEN 'codes.issue-codes' THEN ${TAKES['codes.issue-codes']}::int
          WHEN 'members.send-invitation' THEN ${TAKES['members.send-invitation']}::int ELSE ${TAKES.other}::int END
      FROM audit_log
      WHERE actor = 'system:' || action AND action <> ALL (${CLOCK_TASKS.map(({ task }) => task)})
      GROUP BY 1, 2`;
    for (const { fact, after } of FACTS)
      await db.$executeRaw`
        INSERT INTO job_stats (task, day, succeeded, total_ms)
        SELECT ${fact}, ${day}, count(*), count(*) * ${TAKES.fact}::int FROM audit_log WHERE action = ${after}
        GROUP BY 2`;
    await db.jobStat.createMany({ data: clockRuns() });
    for (const { task, days, retried: again, failed: lost } of OUTAGES)
      await db.$executeRaw`
        UPDATE job_stats SET retried = retried + ${again}, failed = failed + ${lost}, total_ms = total_ms + ${again * 10_000}
        WHERE task = ${task} AND day = ${dateOf(days)}`;
    await db.lease.createMany({
      data: CLOCK_TASKS.map(({ task }) => ({ key: task, lastRunAt: new Date() })),
      skipDuplicates: true,
    });
  });
}

/** What the clock calls for every minute or every hour has run as often. */
function clockRuns() {
  const random = randomFrom(7);
  return CLOCK_TASKS.flatMap(({ task, minutes }) => {
    const runs = DAY / MINUTE / minutes;
    return Array.from({ length: DAYS + 1 }, (_, days) => {
      const share = days > 0 ? 1 : (Date.now() - dayBegan(0)) / (DAY * 1000);
      const succeeded = Math.floor(runs * share);
      return {
        task,
        day: dateOf(days),
        succeeded,
        totalMs: BigInt(Math.round(succeeded * TAKES.clock * (0.8 + 0.4 * random()))),
      };
    });
  });
}

/** The business day of `days` ago, as a column of dates holds it. */
function dateOf(days: number) {
  const noon = new Date(dayBegan(days) + (DAY * 1000) / 2);
  return new Date(businessDay(noon));
}
