import type { Ctx } from '../context';
import { authorize } from '../permissions';
import type { PaymentReport } from './providers/provider';
import { Reason } from './providers/sandbox';
import { endCharge, payAfterAll, type NewCharge } from './providers/sandbox-books';

/**
 * What a payer decides, written into the books of the sandbox, where it can be asked for and is listed. Whoever was refused may
 * pay after all; what is paid stays paid.
 * @returns what the sandbox says of it now
 */
export async function playCharge(
  ctx: Ctx,
  charge: NewCharge,
  kind: PaymentReport['kind'],
): Promise<PaymentReport> {
  authorize(ctx, 'payments.play-sandbox');
  const ended = await endCharge(ctx, charge, kind === 'failed' ? 'card_declined' : null);
  const line = kind === 'succeeded' && ended.status === 'failed' ? await payAfterAll(ctx, charge.key) : ended;
  const { order_no, payment_id, transaction_id, amount, currency } = line;
  const facts = { order_no, payment_id, transaction_id, amount, currency };
  if (line.status !== 'failed') return { kind: 'succeeded', ...facts };
  return { kind: 'failed', ...facts, reason: Reason.parse(line.reason) };
}
