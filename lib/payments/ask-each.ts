import type { Ctx } from '../context';
import { TechnicalError } from '../errors';
import { amountFrom, sameAmount } from '../money';
import { callOutside } from '../outside-call';
import { unseenPayments, unseenRefunds } from './books-differ';
import type { Answer, Answers, ComparisonRun } from './compared-books';
import { knownProvider } from './payment-providers';
import type { PaymentProvider, RefundCall } from './providers/provider';
import { readAttempt } from './read-attempt';

/** Asked at once; a provider may allow fewer, and then they wait there. */
const AT_ONCE = 4;

/**
 * Asks for what a provider's list does not show, or for everything where it has none: a charge that was told of late stands in
 * another day's list.
 * @param onAsked hears how many have been asked since it heard last
 */
export async function askEach(
  ctx: Ctx,
  run: ComparisonRun,
  providers: PaymentProvider[],
  onAsked: (count: number) => Promise<void>,
): Promise<Answers> {
  const names = providers.map(({ name }) => name);
  const payments = await ctx.db.$queryRaw<Unseen[]>(unseenPayments(run, names));
  const refunds = await ctx.db.$queryRaw<Unseen[]>(unseenRefunds(run, names));
  return {
    payments: await askAll(payments, onAsked, ({ id, provider }) =>
      askForPayment(ctx, id, knownProvider(provider)),
    ),
    refunds: await askAll(refunds, onAsked, ({ id, provider }) =>
      askForRefund(ctx, id, knownProvider(provider)),
    ),
  };
}

type Unseen = { id: number; provider: string };

type Ask = (one: Unseen) => Promise<Answer | null>;

/** One of thousands that gets no answer is asked again after the others, and does not break all of them off. */
async function askAll(all: Unseen[], onAsked: (count: number) => Promise<void>, ask: Ask) {
  const lost: Unseen[] = [];
  const askOnce: Ask = async (one) => {
    try {
      return await ask(one);
    } catch (error) {
      if (!(error instanceof TechnicalError)) throw error;
      lost.push(one);
      return null;
    }
  };
  const answers = await groupByGroup(all, askOnce, onAsked);
  return [...answers, ...(await groupByGroup(lost, ask))];
}

async function groupByGroup(all: Unseen[], ask: Ask, onAsked?: (count: number) => Promise<void>) {
  const answers: Answer[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const group = await Promise.all(all.slice(at, at + AT_ONCE).map(ask));
    answers.push(...group.filter((answer) => answer !== null));
    await onAsked?.(group.length);
  }
  return answers;
}

/** Null when the provider confirms it. */
async function askForPayment(ctx: Ctx, id: number, provider: PaymentProvider): Promise<Answer | null> {
  const { attempt, status } = await readAttempt(ctx, id);
  const outside = { name: `payments.${provider.name}`, repeatable: true };
  const said = await callOutside(ctx, outside, (call) => provider.query(attempt, call));
  // Some close a trade that was given back whole, as they close one that was never paid. Its refunds are asked for by themselves.
  const closed = said.kind === 'failed' && status === 'REFUNDED';
  if (said.kind !== 'succeeded' && !closed)
    return { id, kind: 'missing_at_provider', theirs: { status: said.kind } };
  const { amount, currency } = said;
  if (sameAmount(amount, attempt.amount) && currency === attempt.currency) return null;
  return { id, kind: 'amount_differs', theirs: { amount, currency } };
}

async function askForRefund(ctx: Ctx, id: number, provider: PaymentProvider): Promise<Answer | null> {
  const refund = await refundCall(ctx, id);
  const outside = { name: `payments.${provider.name}`, repeatable: true };
  const said = await callOutside(ctx, outside, (call) => provider.queryRefund(refund, call));
  if (said.status === 'succeeded') return null;
  return { id, kind: 'refund_missing_at_provider', theirs: { status: said.status } };
}

async function refundCall(ctx: Ctx, id: number): Promise<RefundCall> {
  const refund = await ctx.db.refund.findUniqueOrThrow({ where: { id } });
  const { attempt, transaction_id } = await readAttempt(ctx, refund.paymentId);
  return {
    refund_id: id,
    amount: amountFrom(refund.amount),
    currency: attempt.currency,
    reason: refund.reason,
    idempotency_key: refund.idempotencyKey,
    attempt,
    transaction_id: transaction_id ?? '',
  };
}
