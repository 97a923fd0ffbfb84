import type { z } from 'zod';
import type { Ctx } from '../context';
import { ConflictError, PaymentNotFoundError } from '../errors';
import type {
  FulfillmentStatus,
  OrderPaymentStatus,
  OrderStatus,
  PaymentPurpose,
  PaymentStatus,
} from '../generated/prisma/enums';
import { cancelOrder } from '../orders/cancel-order';
import { chargePayment } from '../payments/charge-payment';
import { requestOrderRefund } from '../payments/request-order-refund';
import type { SagaDefinition, StepAnswer } from '../saga';
import { chargeOrderJob } from './jobs';
import { ChargeSagaInput } from './schema';

type Input = z.output<typeof ChargeSagaInput>;

/** How long it is waited for what somebody else does: the worker that issues, the provider that gives back. */
const LOOK_AGAIN_SECONDS = 3;
const LOOK_LATER_SECONDS = 15;

/**
 * A card is charged for an order, and the order is carried out. What the provider refuses leaves the order open to be paid
 * another way; what was charged and cannot be carried out is cancelled and given back.
 */
export const chargeSaga: SagaDefinition<typeof ChargeSagaInput> = {
  job: chargeOrderJob,
  input: ChargeSagaInput,
  steps: [
    { name: 'order', run: (ctx, { input }) => checkOrder(ctx, input) },
    {
      name: 'charge',
      run: (ctx, { input }) => charge(ctx, input),
      undo: (ctx, { input }) => giveBack(ctx, input),
    },
    {
      name: 'confirm',
      run: (ctx, { input }) => confirm(ctx, input),
      undo: (ctx, { input }) => cancel(ctx, input),
    },
    { name: 'issue', run: (ctx, { input }) => awaitCodes(ctx, input) },
  ],
};

type Standing = {
  status: PaymentStatus;
  purpose: PaymentPurpose;
  order_id: number;
  order_status: OrderStatus;
  payment_status: OrderPaymentStatus;
  fulfillment_status: FulfillmentStatus;
  delivered_count: number;
};

/** The attempt and its order in one look: settling moves both, and half of that would be neither. */
async function read(ctx: Ctx, { order_no, payment_id }: Input): Promise<Standing> {
  const [standing] = await ctx.db.$queryRaw<Standing[]>`
    SELECT paid.status, paid.purpose, bought.id AS order_id, bought.status AS order_status, bought.payment_status,
      bought.fulfillment_status, bought.delivered_count
    FROM payments AS paid JOIN orders AS bought ON bought.id = paid.order_id
    WHERE paid.id = ${payment_id} AND bought.order_no = ${order_no}`;
  if (!standing) throw new PaymentNotFoundError(payment_id);
  return standing;
}

function ended(order_no: string) {
  return new ConflictError(`order ${order_no} has ended`, { errorCode: 'ORDER_ENDED' });
}

/** Nothing is charged for an order that has ended meanwhile, or was paid another way. */
async function checkOrder(ctx: Ctx, input: Input): Promise<StepAnswer> {
  const { order_status, payment_status, status } = await read(ctx, input);
  if (order_status === 'CANCELLED') throw ended(input.order_no);
  if (payment_status !== 'UNPAID' && status !== 'COMPLETED')
    throw new ConflictError(`order ${input.order_no} is paid`, { errorCode: 'ORDER_NOT_PAYABLE' });
  return {};
}

async function charge(ctx: Ctx, { payment_id, card }: Input): Promise<StepAnswer> {
  const { transaction_id } = await chargePayment(ctx, { payment_id, card });
  return { output: { transaction_id } };
}

/** Settling the charge has confirmed its order, unless that had ended or was paid in the same moment. */
async function confirm(ctx: Ctx, input: Input): Promise<StepAnswer> {
  const { order_status, purpose } = await read(ctx, input);
  if (purpose !== 'ORDER' || order_status === 'CANCELLED') throw ended(input.order_no);
  return { output: { status: order_status } };
}

/** The fact of the payment has begun to issue the codes; here it is only waited for. */
async function awaitCodes(ctx: Ctx, input: Input): Promise<StepAnswer> {
  const order = await read(ctx, input);
  if (order.fulfillment_status === 'COMPLETED') return { output: { issued: order.delivered_count } };
  if (order.order_status === 'CANCELLED' || order.payment_status === 'REFUNDED') throw ended(input.order_no);
  // When issuing has failed an admin runs it again, or turns this back.
  return { wait_seconds: order.fulfillment_status === 'FAILED' ? LOOK_LATER_SECONDS : LOOK_AGAIN_SECONDS };
}

/** A confirmed order is cancelled, which stops its codes; a completed one keeps the codes that were used. */
async function cancel(ctx: Ctx, input: Input): Promise<StepAnswer> {
  const { order_status, purpose } = await read(ctx, input);
  if (purpose === 'ORDER' && order_status === 'CONFIRMED')
    await cancelOrder(ctx, { order_no: input.order_no, reason: 'CHARGE_UNDONE' });
  return {};
}

const GIVEN_BACK: readonly PaymentStatus[] = ['REFUNDED', 'FAILED'];

/** An attempt whose end nobody knows yet is waited for: it may have been charged. */
async function giveBack(ctx: Ctx, input: Input): Promise<StepAnswer> {
  const { order_id, status, purpose } = await read(ctx, input);
  if (GIVEN_BACK.includes(status)) return {};
  // A second payment goes back by itself; the first one is asked for here, once.
  if (status === 'COMPLETED' && purpose === 'ORDER') {
    // Told of too late, the charge has confirmed an order behind the back of the step that would be undone before this one.
    await cancel(ctx, input);
    const { status: refund } = await requestOrderRefund(ctx, { order_id });
    // Somebody has said no, with a reason.
    if (refund === 'REJECTED') return {};
  }
  return {
    wait_seconds: status === 'COMPLETED' || status === 'REFUNDING' ? LOOK_AGAIN_SECONDS : LOOK_LATER_SECONDS,
  };
}
