import type { z } from 'zod';
import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx } from '../context';
import { env } from '../env';
import { logEvent } from '../log';
import { deliverMail } from '../mail';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { passwordMail } from './password-mail';
import { passwordToken } from './password-token';
import type { PasswordLinkJob } from './schema';

/**
 * Mails the link by which a password is set. Run again after a crash, it makes the same mail. Nothing is sent to an email
 * that is nobody's, to a disabled user, for an invitation that was taken up, or when the link would be too old already.
 */
export async function sendPasswordLink(ctx: Ctx, job: z.output<typeof PasswordLinkJob>) {
  authorize(ctx, 'accounts.send-password-link');
  const { email, purpose, asked_at } = job;
  const user = await ctx.db.user.findUnique({
    where: { email, isActive: true },
    select: { id: true, name: true, passwordHash: true, sessionVersion: true },
  });
  if (!user || (purpose === 'invitation' && user.passwordHash !== null)) return { sent: false };
  const { token, expires_at } = passwordToken(user, purpose, new Date(asked_at));
  if (expires_at <= now()) return { sent: false };
  const link = `${env().NEXTAUTH_URL}/p/${token}`;
  await deliverMail(ctx, {
    key: `password-link:${user.id}:${asked_at}`,
    recipient: email,
    ...passwordMail({ purpose, name: user.name, link, expires_at }),
  });
  await inTransaction(ctx, (tx) =>
    recordAudit(tx, {
      action: 'accounts.send-password-link',
      entity: 'user',
      entityId: user.id,
      after: { purpose, expires_at },
    }),
  );
  logEvent('password_link_sent', { user_id: user.id, purpose, request_id: ctx.requestId });
  return { sent: true };
}
