import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';
import { now } from '../../clock';
import { env } from '../../env';
import { PaymentGatewayError } from '../../errors';
import { id, text } from '../../text';
import { AnsweredReport } from '../answer-body';
import {
  FAILURE_REASONS,
  type Attempt,
  type PaymentProvider,
  type PaymentReport,
  type RefundAnswer,
} from './provider';
import { askGateway, findAtGateway, listGateway, type GatewayTransaction } from './sandbox-client';

/** A notification signed earlier is refused: it may be a recorded one. */
const TOLERANCE_SECONDS = 300;

const TYPES = { 'payment.succeeded': 'succeeded', 'payment.failed': 'failed' } as const;
const REFUND_TYPES = { 'refund.succeeded': 'refund_succeeded', 'refund.failed': 'refund_failed' } as const;

/** Why a charge failed, as the gateway says it. */
export const Reason = z.enum(FAILURE_REASONS).catch('other');
const Report = z.object({
  type: z.enum(['payment.succeeded', 'payment.failed']),
  data: AnsweredReport.omit({ kind: true }).extend({ reason: Reason.optional() }),
});
const RefundNotification = z.object({
  type: z.enum(['refund.succeeded', 'refund.failed']),
  data: z.object({ refund_id: id(), provider_refund_id: text(200) }),
});

const AnyNotification = z.object({ type: z.string() });

const SignedHeaders = z.object({
  'webhook-id': z.string().regex(/^[\x21-\x7e]{1,200}$/),
  'webhook-timestamp': z.string().regex(/^\d{1,12}$/),
  'webhook-signature': z.string().max(2_000),
});

/** Takes no money: its gateway and its pay page are our own, its notifications follow the Standard Webhooks rules. */
export const sandbox: PaymentProvider = {
  name: 'sandbox',
  methods: ['sandbox', 'test_card'],
  charged: ['test_card'],
  isEnabled: () => env().SANDBOX_PAYMENTS === '1',
  accepted: { code: 1, msg: 'success' },

  async open(attempt, call) {
    await askGateway('pages', { ...chargeOf(attempt), expires_at: attempt.expires_at }, call);
    const { href } = new URL(`/sandbox/pay/${attempt.reference}`, env().NEXTAUTH_URL);
    return { pay_url: href, provider_ref: null };
  },

  charge: async (attempt, card, call) =>
    reportIn(await askGateway('charges', { ...chargeOf(attempt), card }, call)),

  async query({ idempotency_key }, call) {
    const known = await findAtGateway(`charges/${encodeURIComponent(idempotency_key)}`, call);
    if (!known) return { kind: 'unknown' };
    return known.status === 'pending' ? { kind: 'open' } : reportIn(known);
  },

  async refund({ idempotency_key: key, transaction_id: of_transaction, amount, currency }, call) {
    const asked = { key, of_transaction, amount, currency };
    return refundIn(await askGateway('refunds', asked, call));
  },

  async queryRefund({ idempotency_key }, call) {
    const known = await findAtGateway(`refunds/${encodeURIComponent(idempotency_key)}`, call);
    return known ? refundIn(known) : { status: 'unknown' };
  },

  async *list(from, to, call) {
    for await (const { created_at: at, status: _, reason: __, ...line } of listGateway(from, to, call))
      yield { ...line, at };
  },

  verify(rawBody, headers) {
    const read = SignedHeaders.safeParse(Object.fromEntries(headers));
    if (!read.success) return { verdict: 'BAD_SIGNATURE' };
    const age = now().getTime() / 1000 - Number(read.data['webhook-timestamp']);
    if (Math.abs(age) > TOLERANCE_SECONDS) return { verdict: 'BAD_TIMESTAMP' };
    // The signature is computed over text; only well-formed UTF-8 is the same bytes again.
    if (!isUtf8(rawBody)) return { verdict: 'BAD_BODY' };
    const body = Buffer.from(rawBody).toString();
    if (!secrets().some((secret) => isSigned(secret, body, read.data))) return { verdict: 'BAD_SIGNATURE' };
    return { verdict: 'VERIFIED', event_id: read.data['webhook-id'] };
  },

  parse(rawBody) {
    const json = jsonOf(Buffer.from(rawBody).toString());
    const report = Report.safeParse(json);
    if (report.success) return { kind: TYPES[report.data.type], ...report.data.data };
    const refund = RefundNotification.safeParse(json);
    if (refund.success) return { kind: REFUND_TYPES[refund.data.type], ...refund.data.data };
    const any = AnyNotification.safeParse(json);
    const isOurs =
      any.success && (Object.hasOwn(TYPES, any.data.type) || Object.hasOwn(REFUND_TYPES, any.data.type));
    return any.success && !isOurs ? { kind: 'other' } : null;
  },
};

function chargeOf({ idempotency_key: key, order_no, payment_id, amount, currency }: Attempt) {
  return { key, order_no, payment_id, amount, currency };
}

function reportIn({
  status,
  reason,
  order_no,
  payment_id,
  transaction_id,
  amount,
  currency,
}: GatewayTransaction) {
  if (status === 'pending') throw new PaymentGatewayError('a charge that has not ended');
  const facts = { order_no, payment_id, transaction_id, amount, currency };
  if (status === 'succeeded') return { kind: status, ...facts } as const;
  return { kind: status, ...facts, reason: Reason.parse(reason) } as const;
}

function refundIn({ status, reason, transaction_id: provider_refund_id }: GatewayTransaction): RefundAnswer {
  if (status === 'failed') return { status: 'refused', gateway_code: reason };
  return { status: status === 'pending' ? 'processing' : 'succeeded', provider_refund_id };
}

/** A notification as the sandbox sends it, signed with the newest secret. */
export function sandboxNotification({ kind, ...data }: PaymentReport) {
  const [secret] = secrets();
  if (!secret) throw new Error('SANDBOX_WEBHOOK_SECRET is empty');
  const body = JSON.stringify({ type: `payment.${kind}`, data });
  const eventId = `msg_${randomUUID()}`;
  const sentAt = now();
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(eventId, sentAt, body),
    },
  };
}

/** The newest first; older ones are still accepted while a secret is being replaced. */
function secrets() {
  return env().SANDBOX_WEBHOOK_SECRET.split(' ').filter(Boolean);
}

function isSigned(secret: string, body: string, headers: z.output<typeof SignedHeaders>) {
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
