import type { z } from 'zod';
import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import { getSandboxPayment } from './get-sandbox-payment';
import { sendSandboxEventJob } from './jobs';
import { TELLING_FAULTS, type PlaySandboxInput } from './schema';
import { sendSandboxEvent } from './send-sandbox-event';
import { tellWrongly } from './tell-wrongly';

/**
 * What a payer decides on the sandbox's page, told to us as a provider would tell it: before this returns, or late, by a job.
 * @throws PaymentNotFoundError when no attempt has this reference
 */
export async function playSandbox(ctx: Ctx, input: z.output<typeof PlaySandboxInput>) {
  authorize(ctx, 'payments.play-sandbox');
  const { payment_id, order_no } = await getSandboxPayment(ctx, input);
  const fault = TELLING_FAULTS.find((one) => one === input.play);
  if (fault) {
    await tellWrongly(ctx, payment_id, fault);
    return { order_no };
  }
  const report = {
    payment_id,
    kind: input.play === 'decline' ? 'failed' : 'succeeded',
    again: false,
  } as const;
  if (input.play === 'pay_late') {
    await inTransaction(ctx, async (tx) => {
      const runAt = new Date(now().getTime() + input.delay_seconds * 1_000);
      await enqueue(tx, sendSandboxEventJob, report, { runAt, key: `sandbox:${payment_id}` });
      await recordAudit(tx, {
        action: 'payments.play-sandbox',
        entity: 'order',
        entityId: order_no,
        after: { payment_id, answers_at: runAt.toISOString() },
      });
    });
    return { order_no };
  }
  await sendSandboxEvent(ctx, report);
  if (input.play === 'pay_twice') await sendSandboxEvent(ctx, { ...report, again: true });
  return { order_no };
}
