import type { Ctx } from './context';
import { Prisma } from './db';
import { logWarning } from './log';
import { jobUnderKey } from './queue';
import { enqueueSaga } from './saga';
import { markStuck } from './saga-notes';
import { inTransaction } from './transaction';

type Forgotten = { id: number; kind: string; subject: string; given_up: boolean | null };

/**
 * Finds sagas that nobody carries on, and sees to them: without a job they get one; where crashes have used the job up, a
 * person is called.
 * @returns how many were seen to
 */
export async function resumeSagas(ctx: Ctx): Promise<{ resumed: number }> {
  const forgotten = await ctx.db.$queryRaw<Forgotten[]>`
    SELECT saga.id, saga.kind, saga.subject, job.given_up
    FROM sagas AS saga LEFT JOIN LATERAL (${jobUnderKey(Prisma.sql`'saga:' || saga.id`)}) AS job ON true
    WHERE saga.status IN ('RUNNING', 'COMPENSATING') AND job.given_up IS NOT FALSE
    ORDER BY saga.updated_at LIMIT 100`;
  for (const { id: sagaId, kind, subject, given_up } of forgotten) {
    const facts = { saga: kind, saga_id: sagaId, order_no: subject, given_up };
    logWarning('a saga had no job', { event: 'saga_resumed', ...facts });
    await inTransaction(ctx, (tx) =>
      given_up
        ? markStuck(tx, { kind, sagaId, subject, step: '' }, 'INTERNAL_ERROR')
        : enqueueSaga(tx, kind, sagaId),
    );
  }
  return { resumed: forgotten.length };
}
