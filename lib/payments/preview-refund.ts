import type { Ctx } from '../context';
import { Prisma } from '../db';
import { PaymentNotFoundError } from '../errors';
import type {
  OrderPaymentStatus,
  OrderStatus,
  OrderType,
  PaymentPurpose,
  PaymentStatus,
} from '../generated/prisma/enums';
import { addAmounts, amountFrom, fitsCurrency, isMore, sameAmount, subtractAmount } from '../money';
import { authorize } from '../permissions';
import { needsApproval } from './open-refund';
import { GIVEN_BACK, TAKES } from './refund-sums';
import type { PreviewRefundInput } from './schema';

export type RefundPreview = {
  payment_id: number;
  order_no: string;
  order_type: OrderType;
  order_status: OrderStatus;
  purpose: PaymentPurpose;
  payment_status: PaymentStatus;
  paid: string;
  currency: string;
  /** Given back already, by the provider's word. */
  given_back: string;
  /** Asked for and not given back yet, also what waits for approval. */
  under_way: string;
  /** What may still be asked for; nothing while the payment is in no state to be given back. */
  refundable: string;
  /** What is asked for here. */
  amount: string;
  /** Whether so much may be asked for. */
  allowed: boolean;
  /** A second admin has to agree. */
  needs_approval: boolean;
  /** What the order's payment status becomes once the provider has given back this and all that is under way. */
  order_payment_status: { now: OrderPaymentStatus; then: OrderPaymentStatus };
  /** What becomes of the codes of an order of codes; null for others. `stop`: those that nobody has used stop working. */
  codes: { issued: number; used: number; unused: number; stop: boolean } | null;
};

type Row = {
  order_id: number;
  order_no: string;
  order_type: OrderType;
  order_status: OrderStatus;
  order_payment_status: OrderPaymentStatus;
  purpose: PaymentPurpose;
  status: PaymentStatus;
  amount: string;
  currency: string;
  given_back: string;
  taken: string;
};

/**
 * What asking for a refund would do, before anybody asks. Nothing is held: until then it may change.
 * @throws PaymentNotFoundError
 */
export async function previewRefund(ctx: Ctx, input: PreviewRefundInput): Promise<RefundPreview> {
  authorize(ctx, 'payments.view-any');
  const [row] = await ctx.db.$queryRaw<Row[]>`
    SELECT bought.id AS order_id, bought.order_no, bought.type AS order_type, bought.status AS order_status,
      bought.payment_status AS order_payment_status, payment.purpose, payment.status, payment.amount::text, payment.currency,
      ${GIVEN_BACK}::text AS given_back,
      (SELECT coalesce(sum(refund.amount), 0) FROM refunds AS refund
       WHERE refund.payment_id = payment.id AND ${TAKES})::text AS taken
    FROM payments AS payment JOIN orders AS bought ON bought.id = payment.order_id WHERE payment.id = ${input.payment_id}`;
  if (!row) throw new PaymentNotFoundError(input.payment_id);
  const [paid, given, taken] = [row.amount, row.given_back, row.taken].map(amountFrom) as [
    string,
    string,
    string,
  ];
  const refundable = row.status === 'COMPLETED' ? subtractAmount(paid, taken) : '0.00';
  const amount = input.amount ? amountFrom(input.amount) : refundable;
  const before = { amount: paid, refundable: subtractAmount(paid, taken) };
  const all = sameAmount(addAmounts([taken, amount]), paid);
  const ofOrder = row.purpose === 'ORDER';
  return {
    payment_id: input.payment_id,
    order_no: row.order_no,
    order_type: row.order_type,
    order_status: row.order_status,
    purpose: row.purpose,
    payment_status: row.status,
    paid,
    currency: row.currency,
    given_back: given,
    under_way: subtractAmount(taken, given),
    refundable,
    amount,
    allowed:
      isMore(amount, '0') &&
      !isMore(amount, refundable) &&
      (fitsCurrency(amount, row.currency) || sameAmount(amount, refundable)),
    needs_approval: ofOrder && (await needsApproval(ctx, before, amount)),
    order_payment_status: {
      now: row.order_payment_status,
      // oxlint-disable-next-line unicorn/no-thenable -- a word, never a function
      then: ofOrder ? (all ? 'REFUNDED' : 'PARTIALLY_REFUNDED') : row.order_payment_status,
    },
    codes: row.order_type === 'CODES' ? await codesOf(ctx, row.order_id, ofOrder && all) : null,
  };
}

async function codesOf({ db }: Ctx, orderId: number, stop: boolean) {
  const [codes] = await db.$queryRaw<{ issued: number; used: number; unused: number }[]>`
    SELECT count(*)::int AS issued, ${countIf(Prisma.sql`used_count > 0`)} AS used,
      ${countIf(Prisma.sql`used_count = 0 AND is_active`)} AS unused
    FROM redeem_codes WHERE order_id = ${orderId}`;
  return { issued: 0, used: 0, unused: 0, ...codes, stop };
}

const countIf = (condition: Prisma.Sql) => Prisma.sql`(count(*) FILTER (WHERE ${condition}))::int`;
