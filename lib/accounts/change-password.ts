import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { BusinessError, UnauthenticatedError, VersionConflictError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { countAttempt, forgiveAttempt } from '../rate-limit';
import { setting } from '../settings';
import { inTransaction } from '../transaction';
import { assertUnlikeEmail, endSessions, personIdOf, sessionIdOf } from './internal';
import { hashPassword, isPassword } from './password-hash';
import type { ChangePasswordInput } from './schema';

const WINDOW_SECONDS = 900;

/** Changes one's own password and ends all of one's sessions but this one. API keys stay. */
export async function changePassword(ctx: Ctx, input: z.output<typeof ChangePasswordInput>) {
  authorize(ctx, 'accounts.change-password');
  const id = personIdOf(ctx);
  // Whoever finds a screen left open must not be able to try passwords on it.
  const points = await setting(ctx, 'accounts.sign_in_per_email');
  await countAttempt('change-password.user', String(id), points, WINDOW_SECONDS);
  const user = await ctx.db.user.findUnique({ where: { id }, select: { email: true, passwordHash: true } });
  if (!user) throw new UnauthenticatedError();
  if (!(await isPassword(input.current_password, user.passwordHash)))
    throw new BusinessError('wrong current password', {
      errorCode: 'WRONG_PASSWORD',
      details: { field: 'current_password' },
    });
  await forgiveAttempt('change-password.user', String(id), points, WINDOW_SECONDS);
  assertUnlikeEmail(input.new_password, user.email, 'new_password');
  const passwordHash = await hashPassword(input.new_password);
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.user.updateMany({
      where: { id, isActive: true, passwordHash: user.passwordHash },
      data: { passwordHash },
    });
    if (count === 0) throw new VersionConflictError('password changed meanwhile');
    await endSessions(tx, id, sessionIdOf(tx));
    await recordAudit(tx, { action: 'accounts.change-password', entity: 'user', entityId: id });
  });
  logEvent('password_changed', { user_id: id, request_id: ctx.requestId });
  return { user_id: id };
}
