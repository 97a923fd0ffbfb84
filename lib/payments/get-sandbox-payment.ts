import type { Ctx } from '../context';
import { PaymentNotFoundError } from '../errors';
import { amountFrom } from '../money';
import { authorize } from '../permissions';
import { enabledProvider } from './payment-providers';

/** The attempt behind a pay page of the sandbox, for whoever knows its name. @throws PaymentNotFoundError */
export async function getSandboxPayment(ctx: Ctx, { reference }: { reference: string }) {
  authorize(ctx, 'payments.play-sandbox');
  const { name } = enabledProvider('sandbox');
  const payment = await ctx.db.payment.findFirst({
    where: { reference, provider: name },
    select: { id: true, amount: true, currency: true, status: true, order: { select: { orderNo: true } } },
  });
  if (!payment) throw new PaymentNotFoundError(reference);
  const { id, amount, currency, status, order } = payment;
  return { payment_id: id, order_no: order.orderNo, amount: amountFrom(amount), currency, status };
}
