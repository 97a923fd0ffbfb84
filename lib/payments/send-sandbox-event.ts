import type { z } from 'zod';
import type { Ctx } from '../context';
import { PaymentNotFoundError } from '../errors';
import { amountFrom } from '../money';
import { authorize } from '../permissions';
import type { sendSandboxEventJob } from './jobs';
import { enabledProvider } from './payment-providers';
import { playCharge } from './play-charge';
import { notifySandbox } from './providers/notify-sandbox';
import type { NewCharge } from './providers/sandbox-books';

type Input = z.output<typeof sendSandboxEventJob.payload>;

/**
 * Lets the sandbox tell us how an attempt ended. An attempt has one transaction however often it is sent, so that a form
 * sent twice is a repetition; `again` is a second transaction.
 */
export async function sendSandboxEvent(ctx: Ctx, { payment_id, kind, again }: Input) {
  authorize(ctx, 'payments.play-sandbox');
  await notifySandbox(await playCharge(ctx, await chargeOf(ctx, payment_id, again), kind));
}

/** What the sandbox would charge for an attempt; `again` when it is paid a second time. */
export async function chargeOf(ctx: Ctx, payment_id: number, again = false): Promise<NewCharge> {
  const { name } = enabledProvider('sandbox');
  const payment = await ctx.db.payment.findFirst({
    where: { id: payment_id, provider: name },
    select: { amount: true, currency: true, idempotencyKey: true, order: { select: { orderNo: true } } },
  });
  if (!payment) throw new PaymentNotFoundError(payment_id);
  return {
    key: `${payment.idempotencyKey}${again ? '-again' : ''}`,
    order_no: payment.order.orderNo,
    payment_id,
    amount: amountFrom(payment.amount),
    currency: payment.currency,
  };
}
