import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { playCharge } from './play-charge';
import { sendNotification } from './providers/notify-sandbox';
import { sandboxNotification } from './providers/sandbox';
import type { TellingFault } from './schema';
import { chargeOf } from './send-sandbox-event';

/**
 * Lets the sandbox tell of a payment as a provider should not: the truth twice, or a refusal from before it behind it; another
 * amount than was asked for; in the name of the provider, by somebody who has not its secret. The last two are in no books.
 */
export async function tellWrongly(ctx: Ctx, payment_id: number, fault: TellingFault) {
  authorize(ctx, 'payments.play-sandbox');
  const charge = await chargeOf(ctx, payment_id);
  const { key, order_no, amount, currency } = charge;
  const never = {
    kind: 'succeeded',
    order_no,
    payment_id,
    transaction_id: `never-${key}`,
    currency,
  } as const;
  switch (fault) {
    case 'duplicate': {
      const notification = sandboxNotification(await playCharge(ctx, charge, 'succeeded'));
      await sendNotification(notification);
      return sendNotification(notification);
    }
    case 'reorder': {
      const paid = await playCharge(ctx, charge, 'succeeded');
      await sendNotification(sandboxNotification(paid));
      return sendNotification(sandboxNotification({ ...paid, kind: 'failed', reason: 'card_declined' }));
    }
    case 'wrong_amount':
      return sendNotification(sandboxNotification({ ...never, amount: otherThan(amount) }));
    case 'wrong_signature': {
      const { body, headers } = sandboxNotification({ ...never, amount });
      return sendNotification({ body, headers: { ...headers, 'webhook-signature': FORGED } }, 'refused');
    }
  }
}

/** As long as a real one. */
const FORGED = `v1,${Buffer.alloc(32).toString('base64')}`;

function otherThan(amount: string) {
  return amount === '0.01' ? '0.02' : '0.01';
}
