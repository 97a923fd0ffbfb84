import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { now } from '../../clock';
import { env } from '../../env';
import { amountFrom } from '../../money';
import { amount, idParam, text } from '../../text';
import { alipaySdk } from './alipay-client';
import type { ProviderEvent, Verification } from './provider';

const HOUR_MS = 3_600_000;
/**
 * Alipay repeats a notification for 24 hours and 22 minutes until it is accepted, under the same notify_id and, as far as
 * anybody promises, the same time. Refusing one for its age would lose money; a recorded one that is sent again meets its
 * own notify_id in the inbox and changes nothing.
 */
const OLDEST_MS = 26 * HOUR_MS;
const AHEAD_MS = 300_000;

const Signed = z.object({
  app_id: z.string(),
  sign_type: z.string(),
  notify_id: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  notify_time: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    .transform((time) => Date.parse(`${time.replace(' ', 'T')}+08:00`))
    .refine(Number.isFinite),
});

const Trade = z.object({ trade_no: text(64), total_amount: amount() });
const OUR_TRADE = /^([A-Z0-9]{1,50})_([1-9]\d{0,9})$/;
const OUR_REFUND = /^refund_([1-9]\d{0,9})$/;
const PAID = new Set(['TRADE_SUCCESS', 'TRADE_FINISHED']);

/** Alipay takes letters, digits and underscores, and tells this number back wherever it speaks of the trade. */
export function tradeNumberOf({ order_no, payment_id }: { order_no: string; payment_id: number }) {
  return `${order_no}_${payment_id}`;
}

/** Names a refund within its trade: the same for every call about it, and told back when it was carried out. */
export function refundNumberOf({ refund_id }: { refund_id: number }) {
  return `refund_${refund_id}`;
}

/** Whether Alipay sent this to our app: RSA-SHA256 over every field of the form. */
export function verifyAlipay(rawBody: Uint8Array): Verification {
  const fields = fieldsOf(rawBody);
  if (!fields) return { verdict: 'BAD_BODY' };
  // The package would also believe the RSA-SHA1 that a sender may ask for.
  if (fields.sign_type !== 'RSA2' || fields.app_id !== env().ALIPAY_APP_ID)
    return { verdict: 'BAD_SIGNATURE' };
  if (!alipaySdk().checkNotifySignV2(fields)) return { verdict: 'BAD_SIGNATURE' };
  const signed = Signed.safeParse(fields);
  if (!signed.success) return { verdict: 'BAD_BODY' };
  const age = now().getTime() - signed.data.notify_time;
  if (age > OLDEST_MS || age < -AHEAD_MS) return { verdict: 'BAD_TIMESTAMP' };
  return { verdict: 'VERIFIED', event_id: signed.data.notify_id };
}

/**
 * What a verified notification says. A refund is told at the same address with the state the trade is in after it, so what
 * was given back is looked for first: a trade that was paid and given back in full is closed, too.
 */
export function parseAlipay(rawBody: Uint8Array): ProviderEvent | null {
  const fields = fieldsOf(rawBody);
  if (!fields?.trade_status) return fields ? { kind: 'other' } : null;
  const [, order_no, payment] = OUR_TRADE.exec(fields.out_trade_no ?? '') ?? [];
  const payment_id = idParam().safeParse(payment);
  // A trade of another system behind the same app.
  if (!order_no || !payment_id.success) return { kind: 'other' };
  if (fields.gmt_refund) return refundEvent(fields.out_biz_no, fields.trade_no);
  const kind = PAID.has(fields.trade_status) ? 'succeeded' : 'failed';
  if (kind === 'failed' && fields.trade_status !== 'TRADE_CLOSED') return { kind: 'other' };
  const trade = Trade.safeParse(fields);
  if (!trade.success) return null;
  return {
    kind,
    order_no,
    payment_id: payment_id.data,
    transaction_id: trade.data.trade_no,
    amount: amountFrom(trade.data.total_amount),
    currency: 'CNY',
    ...(kind === 'failed' && { reason: 'expired' as const }),
  };
}

/** Not ours is what somebody gave back by hand, on Alipay's own pages. */
function refundEvent(number = '', trade_no = ''): ProviderEvent {
  const refund_id = idParam().safeParse(OUR_REFUND.exec(number)?.[1]);
  if (!refund_id.success) return { kind: 'other' };
  const told = { refund_id: refund_id.data, provider_refund_id: number, transaction_id: trade_no };
  return { kind: 'refund_succeeded', ...told };
}

/** The fields of the form, null when it is none that everybody reads alike: each once, in UTF-8. */
function fieldsOf(rawBody: Uint8Array): Record<string, string> | null {
  if (!isUtf8(rawBody)) return null;
  const pairs = [...new URLSearchParams(Buffer.from(rawBody).toString())];
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) return null;
  return Object.fromEntries(pairs);
}
