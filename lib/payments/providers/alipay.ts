import { z } from 'zod';
import { now } from '../../clock';
import { env } from '../../env';
import { PaymentGatewayError, ValidationError } from '../../errors';
import { amountFrom } from '../../money';
import { amount, text } from '../../text';
import { alipaySdk, alipayTime, askAlipay, unreadable } from './alipay-client';
import { parseAlipay, refundNumberOf, tradeNumberOf, verifyAlipay } from './alipay-notify';
import type { Attempt, Call, PaymentProvider, RefundAnswer, RefundCall } from './provider';

const MINUTE_MS = 60_000;
/** Less than that Alipay may take for over already. */
const SHORTEST_MS = 5 * MINUTE_MS;
/** How long an attempt may be paid that has no end of its own. */
const USUAL_MS = 24 * 60 * MINUTE_MS;
const LONGEST_REASON = 256;

const Trade = z.object({
  trade_no: text(64),
  trade_status: z.enum(['WAIT_BUYER_PAY', 'TRADE_SUCCESS', 'TRADE_FINISHED', 'TRADE_CLOSED']),
  total_amount: amount(),
  /** When it was paid. */
  send_pay_date: z.string().optional(),
});

/** What no repetition of a refund can change. */
const FINAL = new Set([
  'ACQ.DISCORDANT_REPEAT_REQUEST',
  'ACQ.NOT_ALLOW_PARTIAL_REFUND',
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  'ACQ.REFUND_FEE_ERROR',
  'ACQ.TRADE_HAS_CLOSE',
  'ACQ.TRADE_HAS_FINISHED',
  'ACQ.TRADE_NOT_ALLOW_REFUND',
  'ACQ.TRADE_NOT_EXIST',
  'ACQ.TRADE_STATUS_ERROR',
]);

/**
 * Alipay's page for computers. It has no `list`: its books of a day come as a zipped file on the next morning
 * (alipay.data.dataservice.bill.downloadurl.query), not as something that can be asked.
 */
export const alipay: PaymentProvider = {
  name: 'alipay',
  methods: ['alipay'],
  currencies: ['CNY'],
  isEnabled: () => Boolean(env().ALIPAY_APP_ID),
  accepted: 'success',
  verify: verifyAlipay,
  parse: parseAlipay,

  /** An address that we sign; Alipay first hears of the trade when the payer is there. */
  async open(attempt) {
    const address = alipaySdk().pageExecute('alipay.trade.page.pay', 'GET', {
      bizContent: {
        out_trade_no: tradeNumberOf(attempt),
        total_amount: yuan(attempt),
        subject: attempt.order_no,
        product_code: 'FAST_INSTANT_TRADE_PAY',
        time_expire: alipayTime(endOf(attempt)),
      },
      // Of the attempt, not of this moment: opening it again answers the same.
      timestamp: alipayTime(attempt.created_at),
      notifyUrl: ours('/api/v1/payments/alipay/notify'),
      returnUrl: ours(`/orders/${encodeURIComponent(attempt.order_no)}`),
    });
    return { pay_url: address, provider_ref: tradeNumberOf(attempt) };
  },

  async query(attempt, call) {
    const asked = await askAlipay(call, 'alipay.trade.query', {
      out_trade_no: tradeNumberOf(attempt),
    }).catch(unlessMissing);
    // Until the payer comes Alipay knows nothing of the trade, and until its time is over the payer may still come.
    if (!asked) return { kind: now().getTime() < endOf(attempt).getTime() + MINUTE_MS ? 'open' : 'unknown' };
    const read = Trade.safeParse(asked);
    if (!read.success) throw unreadable(read.error);
    const { trade_status, trade_no, total_amount, send_pay_date } = read.data;
    if (trade_status === 'WAIT_BUYER_PAY') return { kind: 'open' };
    const { order_no, payment_id } = attempt;
    const told = {
      order_no,
      payment_id,
      transaction_id: trade_no,
      amount: amountFrom(total_amount),
      currency: 'CNY',
    };
    if (trade_status !== 'TRADE_CLOSED') return { kind: 'succeeded', ...told };
    // Closed is also what was paid and has been given back in full: either way the money is not here.
    return { kind: 'failed', ...told, reason: send_pay_date ? 'other' : 'expired' };
  },

  async refund(refund, call) {
    const refund_amount = yuan(refund);
    try {
      const { fund_change } = await askAlipay(call, 'alipay.trade.refund', {
        trade_no: refund.transaction_id,
        refund_amount,
        out_request_no: refundNumberOf(refund),
        refund_reason: refund.reason.slice(0, LONGEST_REASON).toWellFormed(),
      });
      if (fund_change === 'Y') return doneOf(refund);
    } catch (error) {
      if (!(error instanceof PaymentGatewayError)) throw error;
      const gateway_code = String(error.internal.gateway_code);
      if (!FINAL.has(gateway_code)) throw error;
      return (await isDone(refund, call)) ? doneOf(refund) : { status: 'refused', gateway_code };
    }
    // No money moved by this call: an earlier one did it, or it is still to come.
    return (await isDone(refund, call)) ? doneOf(refund) : { ...doneOf(refund), status: 'processing' };
  },

  queryRefund: async (refund, call) =>
    (await isDone(refund, call)) ? doneOf(refund) : { status: 'unknown' },
};

/** Whether a refund was carried out. One that is not found was not: it may be asked for again under its number. */
async function isDone(refund: RefundCall, call: Call) {
  const asked = await askAlipay(call, 'alipay.trade.fastpay.refund.query', {
    trade_no: refund.transaction_id,
    out_request_no: refundNumberOf(refund),
  }).catch(unlessMissing);
  return asked?.refund_status === 'REFUND_SUCCESS';
}

function doneOf(refund: RefundCall): RefundAnswer & { status: 'succeeded' } {
  return { status: 'succeeded', provider_refund_id: refundNumberOf(refund) };
}

function endOf({ created_at, expires_at }: Attempt) {
  const opened = created_at.getTime();
  return new Date(Math.max(expires_at?.getTime() ?? opened + USUAL_MS, opened + SHORTEST_MS));
}

/** @throws ValidationError before anything is asked: Alipay takes yuan, and says so only to the payer */
function yuan({ amount: given, currency }: { amount: string; currency: string }) {
  if (currency !== 'CNY') throw new ValidationError('alipay takes CNY only', 'currency');
  return amountFrom(given);
}

function ours(path: string) {
  return new URL(path, env().NEXTAUTH_URL).href;
}

function unlessMissing(error: unknown): null {
  if (error instanceof PaymentGatewayError && error.internal.gateway_code === 'ACQ.TRADE_NOT_EXIST')
    return null;
  throw error;
}
