import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';
import { now } from '../../clock';
import { env } from '../../env';
import { PaymentGatewayError } from '../../errors';
import { amount, id, text } from '../../text';
import type { PaymentProvider, PaymentReport } from './provider';

/** A notification signed earlier is refused: it may be a recorded one. */
const TOLERANCE_SECONDS = 300;

const TYPES = { 'payment.succeeded': 'succeeded', 'payment.failed': 'failed' } as const;

const Report = z.object({
  type: z.enum(['payment.succeeded', 'payment.failed']),
  data: z.object({
    order_no: text(50),
    payment_id: id(),
    transaction_id: text(200),
    amount: amount(),
    currency: z.string().regex(/^[A-Z]{3}$/),
  }),
});

const AnyNotification = z.object({ type: z.string() });

const SignedHeaders = z.object({
  'webhook-id': z.string().regex(/^[\x21-\x7e]{1,200}$/),
  'webhook-timestamp': z.string().regex(/^\d{1,12}$/),
  'webhook-signature': z.string().max(2_000),
});

/** Takes no money: its pay page is our own, its notifications follow the Standard Webhooks rules. */
export const sandbox: PaymentProvider = {
  name: 'sandbox',
  methods: ['sandbox'],
  isEnabled: () => env().SANDBOX_PAYMENTS === '1',
  accepted: { code: 1, msg: 'success' },

  open: async ({ reference }) => ({
    pay_url: new URL(`/sandbox/pay/${reference}`, env().NEXTAUTH_URL).href,
    provider_ref: null,
  }),
  refund: notServed,
  query: notServed,
  queryRefund: notServed,

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
    const any = AnyNotification.safeParse(json);
    return any.success && !Object.hasOwn(TYPES, any.data.type) ? { kind: 'other' } : null;
  },
};

function notServed(): Promise<never> {
  return Promise.reject(new PaymentGatewayError('the sandbox does not serve this'));
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
