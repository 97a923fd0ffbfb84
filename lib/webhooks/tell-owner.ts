import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { env } from '../env';
import { logEvent } from '../log';
import { deliverMail } from '../mail';
import { mailTexts } from '../mail-texts';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { TellOwnerJob } from './schema';

/**
 * Mails a distributor that one of its endpoints was switched off, and why. Run again after a crash, it makes the same mail;
 * nothing is sent once the endpoint is on again or deleted.
 */
export async function tellOwner(ctx: Ctx, { endpoint_id, off_at }: z.output<typeof TellOwnerJob>) {
  authorize(ctx, 'webhooks.tell-owner');
  const endpoint = await ctx.db.webhookEndpoint.findFirst({
    where: { id: endpoint_id, deletedAt: null, disabledAt: new Date(off_at) },
    select: {
      url: true,
      disabledReason: true,
      distributorId: true,
      distributor: { select: { user: { select: { email: true, name: true } } } },
    },
  });
  if (!endpoint || endpoint.disabledReason === 'OWNER' || endpoint.disabledReason === null)
    return { sent: false };
  const { url, distributorId, disabledReason } = endpoint;
  const { email, name } = endpoint.distributor.user;
  const why = disabledReason === 'GONE' ? 'gone' : 'failing';
  const link = `${env().NEXTAUTH_URL}/webhooks`;
  await deliverMail(ctx, {
    key: `webhook-off:${endpoint_id}:${off_at}`,
    recipient: email,
    distributorId,
    ...mailTexts((words) => ({
      subject: words(`webhook_off.${why}.subject`),
      body: words(`webhook_off.${why}.body`, { name, url, link }),
    })),
  });
  await inTransaction(ctx, (tx) =>
    recordAudit(tx, {
      action: 'webhooks.tell-owner',
      entity: 'webhook_endpoint',
      entityId: endpoint_id,
      after: { recipient: email, reason: disabledReason },
    }),
  );
  logEvent('webhook_owner_told', { endpoint_id, reason: disabledReason, request_id: ctx.requestId });
  return { sent: true };
}
