import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { now } from '../../clock';
import { env } from '../../env';
import { idParam, text } from '../../text';
import type { FailureReason, PaymentReport, ProviderEvent, Verification } from './provider';
import { amountOfMinor } from './stripe-amounts';
import { stripePackage } from './stripe-client';

/** A notification signed earlier is refused: it may be a recorded one. */
const TOLERANCE_SECONDS = 300;
const SIGNED_AT = /(?:^|,)t=(\d{1,12})(?=,|$)/g;

const AnyEvent = z.object({
  id: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  type: z.string(),
  data: z.object({ object: z.unknown() }),
});

export const Session = z.object({
  id: text(200),
  status: z.enum(['open', 'complete', 'expired']),
  payment_status: z.enum(['paid', 'unpaid', 'no_payment_required']),
  amount_total: z.number().int().min(0),
  currency: z.string().regex(/^[a-z]{3}$/),
  payment_intent: z.union([text(200), z.object({ id: text(200) })]).nullable(),
});
const OurMetadata = z.object({ payment_id: idParam(), order_no: text(50), reference: text(64) });
const OfUs = z.object({ metadata: z.record(z.string(), z.unknown()).nullish() });

const Refund = z.object({
  id: text(200),
  status: z.string(),
  amount: z.number().int().min(0),
  currency: z.string().regex(/^[a-z]{3}$/),
  metadata: z.object({ refund_id: idParam(), refund_key: text(80) }),
});

const SESSIONS = {
  'checkout.session.completed': 'completed',
  'checkout.session.async_payment_succeeded': 'completed',
  'checkout.session.async_payment_failed': 'failed',
  'checkout.session.expired': 'expired',
} as const;
const REFUNDS = new Set(['refund.created', 'refund.updated', 'refund.failed']);

/** Whether Stripe sent this: HMAC-SHA256 over its time and every byte, by one of the secrets that are valid now. */
export function verifyStripe(rawBody: Uint8Array, headers: Headers): Verification {
  const header = headers.get('stripe-signature') ?? '';
  const times = [...header.matchAll(SIGNED_AT)];
  const at = times[0]?.[1];
  if (!at || times.length > 1) return { verdict: 'BAD_SIGNATURE' };
  // The package refuses what is too old, but not what is ahead of its time.
  if (Math.abs(now().getTime() / 1000 - Number(at)) > TOLERANCE_SECONDS) return { verdict: 'BAD_TIMESTAMP' };
  // Signed as text; only well-formed UTF-8 is the same bytes again.
  if (!isUtf8(rawBody)) return { verdict: 'BAD_BODY' };
  const body = Buffer.from(rawBody).toString();
  const secrets = env().STRIPE_WEBHOOK_SECRET.split(/\s+/).filter(Boolean);
  for (const secret of secrets) {
    const event = signedEvent(body, header, secret);
    if (event === undefined) continue;
    const read = AnyEvent.safeParse(event);
    return read.success ? { verdict: 'VERIFIED', event_id: read.data.id } : { verdict: 'BAD_BODY' };
  }
  return { verdict: 'BAD_SIGNATURE' };
}

/** Undefined when it is not signed by this secret, null when it is, but is no event. */
function signedEvent(body: string, header: string, secret: string): unknown {
  const { webhooks, errors } = stripePackage();
  try {
    return webhooks.constructEvent(body, header, secret, TOLERANCE_SECONDS + 1, undefined, now().getTime());
  } catch (error) {
    if (error instanceof errors.StripeSignatureVerificationError) return undefined;
    return null;
  }
}

/**
 * What a verified event says. A card that fails inside a session (`payment_intent.payment_failed`) ends nothing: its payer
 * is told by Stripe and may try another one, and whoever opened a second attempt meanwhile could pay twice. The session's
 * own end is what counts. `charge.refunded` does not say which refund it means; the events of the refund do.
 */
export function parseStripe(rawBody: Uint8Array): ProviderEvent | null {
  const event = AnyEvent.safeParse(jsonOf(rawBody));
  if (!event.success) return null;
  const { type, data } = event.data;
  if (REFUNDS.has(type)) return refundEvent(data.object);
  return Object.hasOwn(SESSIONS, type)
    ? sessionEvent(SESSIONS[type as keyof typeof SESSIONS], data.object)
    : { kind: 'other' };
}

type SessionSays = (typeof SESSIONS)[keyof typeof SESSIONS];

function sessionEvent(says: SessionSays, object: unknown): ProviderEvent | null {
  const owner = OfUs.safeParse(object);
  // A session of somebody else on the same account.
  const { payment_id, reference } = owner.data?.metadata ?? {};
  if (owner.success && !(payment_id && reference)) return { kind: 'other' };
  const ours = oursIn(owner.data?.metadata);
  const session = Session.safeParse(object);
  if (!ours || !session.success) return null;
  const told = { reference: ours.reference };
  if (says === 'failed') return { ...reportOf('failed', ours, session.data, 'other'), ...told };
  if (says === 'expired') return { ...reportOf('failed', ours, session.data, 'expired'), ...told };
  // Completed, but the money is still on its way: another event tells how that ended.
  if (session.data.payment_status !== 'paid') return { kind: 'other' };
  return { ...reportOf('succeeded', ours, session.data), ...told };
}

/** The attempt that a thing on the account belongs to; null when somebody else made it, who shares the account. */
export function oursIn(metadata: unknown) {
  return OurMetadata.safeParse(metadata).data ?? null;
}

/** Named after the payment intent, as refunds and charges are; a session without one never took a payment. */
export function reportOf(
  kind: PaymentReport['kind'],
  { order_no, payment_id }: { order_no: string; payment_id: number },
  session: z.output<typeof Session>,
  reason?: FailureReason,
): PaymentReport {
  const intent = session.payment_intent;
  const currency = session.currency.toUpperCase();
  return {
    kind,
    order_no,
    payment_id,
    transaction_id: (typeof intent === 'string' ? intent : intent?.id) ?? session.id,
    amount: amountOfMinor(session.amount_total, currency),
    currency,
    ...(reason && { reason }),
  };
}

function refundEvent(object: unknown): ProviderEvent | null {
  const owner = OfUs.safeParse(object);
  const { refund_id, refund_key } = owner.data?.metadata ?? {};
  if (owner.success && !(refund_id && refund_key)) return { kind: 'other' };
  const read = Refund.safeParse(object);
  if (!read.success) return null;
  const { id, status, metadata } = read.data;
  const currency = read.data.currency.toUpperCase();
  const amount = amountOfMinor(read.data.amount, currency);
  const told = { ...metadata, provider_refund_id: id, amount, currency };
  if (status === 'succeeded') return { kind: 'refund_succeeded', ...told };
  return status === 'failed' || status === 'canceled'
    ? { kind: 'refund_failed', ...told }
    : { kind: 'other' };
}

function jsonOf(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
