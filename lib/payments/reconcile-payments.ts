import type { Ctx } from '../context';
import { TechnicalError } from '../errors';
import { logWarning } from '../log';
import { authorize } from '../permissions';
import { setting } from '../settings';
import { enabledProviders } from './payment-providers';
import { reconcilePayment } from './reconcile-payment';

const BATCH = 200;
const AT_ONCE = 5;
const LONGEST_PAUSE_MINUTES = 60;

/**
 * Asks the providers about the attempts whose end nobody has told us: those that began some minutes ago, each again after twice
 * as long, until it has ended. One that is not answered does not keep the others waiting.
 */
export async function reconcilePayments(ctx: Ctx): Promise<{ asked: number; ended: number }> {
  authorize(ctx, 'payments.reconcile-payments');
  const due = await takeDue(ctx);
  let ended = 0;
  const failures: unknown[] = [];
  const queue = due.values();
  const askOneByOne = async () => {
    for (const { id: payment_id } of queue) {
      try {
        if (await reconcilePayment(ctx, { payment_id })) ended += 1;
      } catch (error) {
        if (!(error instanceof TechnicalError)) failures.push(error);
        // Being without an answer is what brought it here; it is asked again.
        else tellUnanswered(ctx, payment_id, error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOneByOne));
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${due.length} payments failed`);
  return { asked: due.length, ended };
}

/** Who takes an attempt also says when it is asked about next, so that no other worker asks meanwhile. */
async function takeDue(ctx: Ctx) {
  const minutes = await setting(ctx, 'payments.reconcile_after_minutes');
  const providers = enabledProviders().map(({ name }) => name);
  // oxlint-disable-next-line house/writes-authorise-and-audit -- that somebody asked changes nothing; what is answered is audited
  return ctx.db.$queryRaw<{ id: number }[]>`
    UPDATE payments SET asks = asks + 1,
      ask_at = now() + make_interval(mins => least(power(2, least(asks, 10)), ${LONGEST_PAUSE_MINUTES})::int)
    WHERE id IN (
      SELECT id FROM payments WHERE status IN ('PENDING', 'TIMEOUT') AND provider = ANY (${providers})
        AND created_at < now() - make_interval(mins => ${minutes})
        AND coalesce(called_at, created_at) < now() - make_interval(mins => ${minutes})
        AND (ask_at IS NULL OR ask_at <= now())
      ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING id`;
}

function tellUnanswered(ctx: Ctx, payment_id: number, { errorCode: error_code, message }: TechnicalError) {
  logWarning('how a payment stands was not answered', {
    error_code,
    payment_id,
    problem: message,
    request_id: ctx.requestId,
  });
}
