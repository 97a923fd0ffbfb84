import type { z } from 'zod';
import { env } from '../../env';
import { PaymentGatewayError, PaymentNetworkError } from '../../errors';
import { fitsCurrency } from '../../money';
import type { Attempt, Call, PaymentProvider, RefundAnswer, Standing } from './provider';
import { amountOfMinor, minorOf } from './stripe-amounts';
import { askStripe, askStripeAll, stripePackage } from './stripe-client';
import { oursIn, parseStripe, reportOf, Session, verifyStripe } from './stripe-events';
import { reasonOf } from './stripe-words';

const MINUTE_MS = 60_000;
/** Stripe keeps a session open for 30 minutes at least, counted from when it hears of it: ten more for calls that are repeated. */
const SHORTEST_MS = 40 * MINUTE_MS;
/** And for 24 hours at most, by its own clock. */
const LONGEST_MS = (24 * 60 - 10) * MINUTE_MS;
/** When an attempt was opened without our learning its name: no call about it comes later than this. */
const OPENED_WITHIN_MS = 60 * MINUTE_MS;
const PAGE = 100;

/** What no repetition of a refund can change. */
const FINAL = new Set([
  'charge_already_refunded',
  'charge_disputed',
  'charge_not_refundable',
  'refund_disputed_payment',
]);

/** That the currency has no such amount is no more to be changed by asking again, so Stripe is not asked. */
const NO_SUCH_AMOUNT = 'no_such_amount';

/** Cards and what else Stripe's Checkout offers. */
export const stripe: PaymentProvider = {
  name: 'stripe',
  methods: ['stripe'],
  isEnabled: () => Boolean(env().STRIPE_SECRET_KEY),
  accepted: { received: true },
  verify: verifyStripe,
  parse: parseStripe,

  async open(attempt, call) {
    const { order_no, currency } = attempt;
    if (!fitsCurrency(attempt.amount, currency))
      throw new PaymentGatewayError(`${currency} has no parts`, NO_SUCH_AMOUNT);
    const unit_amount = minorOf(attempt.amount, currency);
    const metadata = metadataOf(attempt);
    const back = new URL(`/orders/${encodeURIComponent(order_no)}`, env().NEXTAUTH_URL).href;
    // Nothing here may depend on when it is asked: under the same key Stripe takes only the same question.
    const session = await askStripe(call, (api) =>
      api.checkout.sessions.create(
        {
          mode: 'payment',
          line_items: [
            {
              quantity: 1,
              price_data: { currency: currency.toLowerCase(), unit_amount, product_data: { name: order_no } },
            },
          ],
          // What is charged is what was asked for, in its own currency.
          adaptive_pricing: { enabled: false },
          client_reference_id: order_no,
          metadata,
          payment_intent_data: { metadata, description: order_no },
          success_url: back,
          cancel_url: back,
          ...(attempt.expires_at && { expires_at: expiryOf(attempt, attempt.expires_at) }),
        },
        { idempotencyKey: attempt.idempotency_key },
      ),
    );
    if (!session.url || !session.id)
      throw new PaymentNetworkError('stripe opened a session without an address');
    return { pay_url: session.url, provider_ref: session.id };
  },

  async query(attempt, call) {
    const { provider_ref } = attempt;
    const session = provider_ref
      ? await askStripe(call, (api) => sessionOf(api, provider_ref)).catch(unlessMissing)
      : await unnamedSession(attempt, call);
    if (!session) return { kind: 'unknown' };
    const read = Session.safeParse(session);
    if (!read.success) throw new PaymentNetworkError('stripe answered no session', read.error);
    return standingOf(attempt, read.data, session.payment_intent);
  },

  async refund(refund, call) {
    const { refund_id, reason, currency, idempotency_key, transaction_id } = refund;
    if (!fitsCurrency(refund.amount, currency)) return { status: 'refused', gateway_code: NO_SUCH_AMOUNT };
    const amount = minorOf(refund.amount, currency);
    const metadata = {
      ...metadataOf(refund.attempt),
      refund_id: String(refund_id),
      refund_key: idempotency_key,
      reason,
    };
    try {
      return answerOf(
        await askStripe(call, (api) =>
          api.refunds.create(
            { payment_intent: transaction_id, amount, metadata },
            { idempotencyKey: idempotency_key },
          ),
        ),
      );
    } catch (error) {
      if (!isFinal(error)) throw error;
      return { status: 'refused', gateway_code: String(error.internal.gateway_code) };
    }
  },

  async queryRefund({ idempotency_key, transaction_id, amount, currency }, call) {
    const all = askStripeAll(call, (api) =>
      api.refunds.list({ payment_intent: transaction_id, limit: PAGE }),
    );
    // One that was refused and is asked for anew has another key, and nothing to do with how the first one ended.
    for await (const refund of all) {
      if (refund.metadata?.refund_key !== idempotency_key) continue;
      // Asked for before a backup was restored: neither its success nor its failure is that of ours.
      if (refund.amount !== minorOf(amount, currency))
        throw new PaymentGatewayError('another amount went back under this key', 'amount_differs');
      return answerOf(refund);
    }
    return { status: 'unknown' };
  },

  async *list(from, to, call) {
    const created = { gte: secondsOf(from), lt: secondsOf(to) };
    const charges = askStripeAll(call, (api) => api.charges.list({ created, limit: PAGE }));
    for await (const { status, id, payment_intent, metadata, ...charge } of charges) {
      const ours = oursIn(metadata);
      if (status !== 'succeeded' || !ours) continue;
      yield {
        kind: 'charge',
        transaction_id: idOf(payment_intent) ?? id,
        of_transaction: null,
        ...lineOf(ours, charge),
      };
    }
    const refunds = askStripeAll(call, (api) =>
      api.refunds.list({ created, limit: PAGE, expand: ['data.charge'] }),
    );
    for await (const { status, id, payment_intent, charge, metadata, ...refund } of refunds) {
      // One that was made by hand says nothing of us, but its charge does.
      const ours = oursIn(metadata) ?? oursIn(typeof charge === 'object' && charge?.metadata);
      if (status !== 'succeeded' || !ours) continue;
      yield {
        kind: 'refund',
        transaction_id: id,
        of_transaction: idOf(payment_intent) ?? idOf(charge),
        ...lineOf(ours, refund),
      };
    }
  },
};

type Api = Parameters<Parameters<typeof askStripe>[1]>[0];
type Answer = Awaited<ReturnType<typeof sessionOf>>;

function sessionOf(api: Api, ref: string) {
  return api.checkout.sessions.retrieve(ref, { expand: ['payment_intent'] });
}

/** The session of an attempt whose name we never learned: the answer to opening it was lost. */
async function unnamedSession(attempt: Attempt, call: Call) {
  const at = attempt.created_at.getTime();
  const created = {
    gte: secondsOf(new Date(at - MINUTE_MS)),
    lte: secondsOf(new Date(at + OPENED_WITHIN_MS)),
  };
  const around = askStripeAll(call, (api) =>
    api.checkout.sessions.list({ created, limit: PAGE, expand: ['data.payment_intent'] }),
  );
  const { payment_id, reference } = metadataOf(attempt);
  for await (const session of around) {
    const { metadata } = session;
    if (metadata?.payment_id === payment_id && metadata.reference === reference) return session;
  }
  return null;
}

function standingOf(
  attempt: Attempt,
  session: z.output<typeof Session>,
  intent: Answer['payment_intent'],
): Standing {
  const declined = typeof intent === 'object' ? intent?.last_payment_error : null;
  if (session.payment_status === 'paid') return reportOf('succeeded', attempt, session);
  if (session.status === 'expired')
    return reportOf('failed', attempt, session, declined ? reasonOf(declined) : 'expired');
  // Complete without money: a method that takes days is at work, or has come to nothing.
  const isOver =
    session.status === 'complete' &&
    typeof intent === 'object' &&
    (intent?.status === 'requires_payment_method' || intent?.status === 'canceled');
  return isOver
    ? reportOf('failed', attempt, session, declined ? reasonOf(declined) : 'other')
    : { kind: 'open' };
}

function metadataOf({ payment_id, order_no, reference }: Attempt) {
  return { payment_id: String(payment_id), order_no, reference };
}

function expiryOf({ created_at }: Attempt, expires_at: Date) {
  const opened = created_at.getTime();
  const end = Math.min(Math.max(expires_at.getTime(), opened + SHORTEST_MS), opened + LONGEST_MS);
  return secondsOf(new Date(end));
}

type Refund = { id: string; status: string | null; failure_reason?: string };

function answerOf({ id, status, failure_reason }: Refund): RefundAnswer {
  if (!id || !status) throw new PaymentNetworkError('stripe answered no refund');
  if (status === 'failed' || status === 'canceled')
    return { status: 'refused', gateway_code: failure_reason ?? status };
  return { status: status === 'succeeded' ? 'succeeded' : 'processing', provider_refund_id: id };
}

function isFinal(error: unknown): error is PaymentGatewayError {
  if (!(error instanceof PaymentGatewayError)) return false;
  if (FINAL.has(String(error.internal.gateway_code))) return true;
  // More than is left of the charge: Stripe has no code for that, it points at the amount.
  const { StripeInvalidRequestError } = stripePackage().errors;
  return error.cause instanceof StripeInvalidRequestError && error.cause.param === 'amount';
}

function unlessMissing(error: unknown): null {
  if (error instanceof PaymentGatewayError && error.internal.gateway_code === 'resource_missing') return null;
  throw error;
}

type Booked = { amount: number; currency: string; created: number };
type Ours = NonNullable<ReturnType<typeof oursIn>>;

function lineOf({ order_no, payment_id }: Ours, { amount, created, ...line }: Booked) {
  const currency = line.currency.toUpperCase();
  return {
    order_no,
    payment_id,
    amount: amountOfMinor(amount, currency),
    currency,
    at: new Date(created * 1_000),
  };
}

function idOf(one: string | { id: string } | null) {
  return typeof one === 'string' ? one : (one?.id ?? null);
}

function secondsOf(at: Date) {
  return Math.ceil(at.getTime() / 1_000);
}
