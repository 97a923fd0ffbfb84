import type { z } from 'zod';
import type { Ctx } from '../context';
import { requestOrderRefund } from '../payments/request-order-refund';
import type { SagaDefinition, StepAnswer } from '../saga';
import { disableUnusedCodes } from './disable-unused-codes';
import { cancelAndRefundJob } from './jobs';
import { CancelSagaInput } from './schema';

type Input = z.output<typeof CancelSagaInput>;

const LOOK_AGAIN_SECONDS = 2;

/**
 * What a cancelled order gave is taken back, and then what was paid for it is given back. Cancelling is final: what fails
 * behind it is tried again until it is done.
 */
export const cancelSaga: SagaDefinition<typeof CancelSagaInput> = {
  job: cancelAndRefundJob,
  input: CancelSagaInput,
  steps: [
    { name: 'cancel', pivot: true, run: async () => ({ output: { status: 'CANCELLED' } }) },
    { name: 'stop_codes', run: (ctx, { input }) => stopCodes(ctx, input) },
    { name: 'refund', run: (ctx, { input }) => refund(ctx, input) },
  ],
};

async function stopCodes(ctx: Ctx, { order_id }: Input): Promise<StepAnswer> {
  return { output: await disableUnusedCodes(ctx, { order_id }) };
}

async function refund(ctx: Ctx, { order_id }: Input): Promise<StepAnswer> {
  const asked = await requestOrderRefund(ctx, { order_id });
  // Paid in the moment in which it was cancelled, or not at all: that goes back by itself.
  if (asked.refund_id === null) return {};
  const { refund_id, status } = asked;
  if (status === 'SUCCEEDED') return { output: { refund_id } };
  // Somebody has said no, with a reason. What is given back all the same is asked for at the payment.
  if (status === 'REJECTED') return { output: { refund_id, rejected: true } };
  // One that failed or waits for approval has called a person by its own alert.
  return { wait_seconds: LOOK_AGAIN_SECONDS };
}
