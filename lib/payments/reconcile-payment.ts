import type { Ctx } from '../context';
import { lockOrder } from '../orders/lock-order';
import { callOutside } from '../outside-call';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { enabledProvider } from './payment-providers';
import { OPEN_PAYMENT } from './payment-status';
import { readAttempt, type ReadAttempt } from './read-attempt';
import { settleAnswer } from './settle-answer';

/** As long after the last call, no answer and no repetition of it can be on its way any more. */
const GRACE_MINUTES = 5;

/**
 * Asks a provider how an open attempt stands, and acts upon what it says. What it never heard of has failed once no call of
 * ours can still reach it: a failed attempt is never called again.
 * @returns whether the attempt has ended by it
 */
export async function reconcilePayment(ctx: Ctx, { payment_id }: { payment_id: number }): Promise<boolean> {
  authorize(ctx, 'payments.reconcile-payments');
  const { provider: name, status, attempt } = await readAttempt(ctx, payment_id);
  if (!OPEN_PAYMENT.includes(status)) return false;
  const provider = enabledProvider(name);
  const outside = { name: `payments.${name}`, repeatable: true, subject: attempt.idempotency_key };
  const standing = await callOutside(ctx, outside, (call) => provider.query(attempt, call));
  if (standing.kind === 'open') return false;
  if (standing.kind === 'unknown') return giveUp(ctx, name, attempt);
  await settleAnswer(ctx, { provider: name, source: 'QUERY', report: standing });
  return true;
}

/** Under the locks that a call claims the attempt by, so that it is either called again or given up. */
// oxlint-disable-next-line house/writes-authorise-and-audit -- the answer that is settled here authorises and audits itself
async function giveUp(ctx: Ctx, provider: string, attempt: ReadAttempt['attempt']) {
  const { payment_id, order_no, amount, currency, idempotency_key } = attempt;
  return inTransaction(ctx, async (tx) => {
    await lockOrder(tx, { order_no });
    const [silent] = await tx.db.$queryRaw<{ id: number }[]>`
      SELECT id FROM payments WHERE id = ${payment_id} AND status IN ('PENDING', 'TIMEOUT')
        AND coalesce(called_at, created_at) < now() - make_interval(mins => ${GRACE_MINUTES})
      FOR NO KEY UPDATE`;
    if (!silent) return false;
    const report = {
      kind: 'failed',
      reason: 'never_arrived',
      order_no,
      payment_id,
      amount,
      currency,
      // There is none; the event needs a name of its own.
      transaction_id: `none-${idempotency_key}`,
    } as const;
    await settleAnswer(tx, { provider, source: 'QUERY', report });
    return true;
  });
}
