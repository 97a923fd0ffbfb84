import type { Ctx } from '../context';
import { BusinessError, PermissionDeniedError } from '../errors';
import { userIdOf } from '../permissions';

/** A key that fell into wrong hands must not be able to make itself a successor. @returns the signed-in user's id */
export function personIdOf(ctx: Ctx) {
  const userId = userIdOf(ctx);
  if (ctx.actor.kind === 'user' && ctx.actor.via === 'session') return userId;
  throw new PermissionDeniedError('change', 'accounts');
}

/** @throws BusinessError PASSWORD_UNSAFE when the password is what everybody would try first */
export function assertUnlikeEmail(password: string, email: string, field: string) {
  const [mailbox = ''] = email.split('@');
  if (![email, mailbox].includes(password.toLowerCase())) return;
  throw new BusinessError('password is the email', {
    errorCode: 'PASSWORD_UNSAFE',
    details: { field },
  });
}
