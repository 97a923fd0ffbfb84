import type { z } from 'zod';
import { recordAudit } from '../audit';
import { actorName, type Ctx } from '../context';
import { authorize } from '../permissions';
import { countAttempt, networkOf } from '../rate-limit';
import { setting } from '../settings';
import { inTransaction } from '../transaction';
import { askForLink } from './internal';
import type { RequestPasswordLinkInput } from './schema';

const WINDOW_SECONDS = 3_600;

/**
 * Asks for a link to set another password. Whether anybody has the email is only looked up by the job that sends it: the
 * answer here is the same for all, and takes the same time.
 */
export async function requestPasswordLink(ctx: Ctx, { email }: z.output<typeof RequestPasswordLinkInput>) {
  authorize(ctx, 'accounts.request-password-link');
  const from = ctx.actor.kind === 'public' ? ctx.actor.ip : actorName(ctx.actor);
  const perIp = await setting(ctx, 'accounts.password_links_per_ip');
  const perEmail = await setting(ctx, 'accounts.password_links_per_email');
  await countAttempt('request-link.ip', networkOf(from), perIp, WINDOW_SECONDS);
  await countAttempt('request-link.email', email, perEmail, WINDOW_SECONDS);
  await inTransaction(ctx, async (tx) => {
    await askForLink(tx, email, 'reset');
    await recordAudit(tx, {
      action: 'accounts.request-password-link',
      entity: 'email',
      entityId: email.slice(0, 80),
      after: { email, from },
    });
  });
  return { email };
}
