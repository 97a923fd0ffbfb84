import type { Ctx } from '../context';
import { enqueue, type Job } from '../queue';
import { inTransaction } from '../transaction';
import type { Binding } from './bindings';

/**
 * Adds one job for each verb that follows from a fact, all or none. Run again after a crash, it finds their keys taken.
 * @param factId names this announcement of the fact
 */
export async function fanOut(ctx: Ctx, bindings: Binding[], fact: Job, payload: unknown, factId: string) {
  await inTransaction(ctx, async (tx) => {
    for (const { job, keyOf, isGiven, maxAttempts } of bindings.filter(
      (binding) => binding.fact.name === fact.name,
    )) {
      const key = keyOf(payload, factId);
      if (!key || !(await isGiven(tx, payload))) continue;
      await enqueue(tx, job, payload, { key, maxAttempts, keepExisting: true });
    }
  });
}
