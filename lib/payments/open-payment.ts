import type { Ctx } from '../context';
import { Prisma } from '../db';
import { ConflictError } from '../errors';
import { callOutside } from '../outside-call';
import { authorize } from '../permissions';
import { oneStatement } from '../transaction';
import { claimCall } from './claim-call';
import { enabledProvider, isCharged } from './payment-providers';
import { readAttempt } from './read-attempt';

/** `pay_url`: where the payer goes; null where a card is charged at once. */
export type PaymentAttempt = { payment_id: number; pay_url: string | null };

/**
 * Opens a recorded attempt at its provider, unless that has been done, and keeps where its payer goes.
 * @throws ConflictError ORDER_NOT_PAYABLE when it can no longer be paid
 * @throws PaymentNotFoundError also when it is for somebody else's order
 * @throws PaymentNetworkError, PaymentGatewayError when the provider could not; nothing has changed then
 */
export async function openPayment(ctx: Ctx, { payment_id }: { payment_id: number }): Promise<PaymentAttempt> {
  authorize(ctx, 'payments.open-payment');
  const { provider: name, method, pay_url, attempt } = await readAttempt(ctx, payment_id);
  if (pay_url !== null || isCharged(name, method)) return { payment_id, pay_url };
  if (!(await claimCall(ctx, payment_id))) {
    throw new ConflictError(`order ${attempt.order_no} cannot be paid now`, {
      errorCode: 'ORDER_NOT_PAYABLE',
    });
  }
  const provider = enabledProvider(name);
  const outside = { name: `payments.${name}`, repeatable: true, subject: attempt.idempotency_key };
  const opened = await callOutside(ctx, outside, (call) => provider.open(attempt, call));
  await oneStatement(
    ctx,
    {
      audit: {
        action: 'payments.open-payment',
        entity: 'order',
        entityId: 'order_no',
        after: Prisma.sql`jsonb_build_object('payment_id', id, 'provider_ref', provider_ref)`,
      },
    },
    // Who opened it first decides: the provider answers the same to both.
    Prisma.sql`
      result AS (
        UPDATE payments AS p SET pay_url = ${opened.pay_url}, provider_ref = ${opened.provider_ref}, updated_at = now()
        FROM orders AS o WHERE p.id = ${payment_id} AND p.pay_url IS NULL AND o.id = p.order_id
        RETURNING p.id, p.provider_ref, o.order_no)`,
  );
  return { payment_id, pay_url: opened.pay_url };
}
