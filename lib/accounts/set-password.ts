import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ConflictError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { assertUnlikeEmail, endSessions, startSession } from './internal';
import { hashPassword } from './password-hash';
import type { SetPasswordInput } from './schema';
import { userOfLink } from './user-of-link';

/**
 * Sets a password by the link that was mailed. The link and all sessions end with it, and a new session begins.
 * @returns what the session's cookie is made of
 */
export async function setPassword(ctx: Ctx, input: z.output<typeof SetPasswordInput>) {
  authorize(ctx, 'accounts.set-password');
  const { token, new_password, ...device } = input;
  const { id, email, purpose, passwordHash: before, sessionVersion } = await userOfLink(ctx, token);
  assertUnlikeEmail(new_password, email, 'new_password');
  const passwordHash = await hashPassword(new_password);
  const session = await inTransaction(ctx, async (tx) => {
    // What the link was made with still stands: of two who use it at once, one does.
    const [set] = await tx.db.user.updateManyAndReturn({
      where: { id, isActive: true, passwordHash: before, sessionVersion },
      data: { passwordHash, sessionVersion: { increment: 1 } },
      select: { role: true },
    });
    await endSessions(tx, id);
    const started = set && (await startSession(tx, { id, passwordHash }, device));
    if (!started)
      throw new ConflictError('password link used meanwhile', { errorCode: 'PASSWORD_LINK_USED' });
    await recordAudit(
      { ...tx, actor: { kind: 'user', userId: id, role: set.role, via: 'session' } },
      { action: 'accounts.set-password', entity: 'user', entityId: id, after: { purpose, from: device.ip } },
    );
    return started;
  });
  logEvent('password_set', { user_id: id, purpose, request_id: ctx.requestId });
  return session;
}
