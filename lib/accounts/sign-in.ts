import type { z } from 'zod';
import { recordAudit } from '../audit';
import { actorName, type Ctx } from '../context';
import { AppError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { countAttempt, forgiveAttempt } from '../rate-limit';
import { setting } from '../settings';
import { inTransaction } from '../transaction';
import { isPassword } from './password-hash';
import type { SignInInput } from './schema';

const WINDOW_SECONDS = 900;

/**
 * Checks who somebody says they are. An unknown email, a wrong password and a disabled user get the same answer after
 * the same time. Only attempts that fail use up the limits.
 * @returns what a session is made of
 * @throws AppError INVALID_CREDENTIALS
 */
export async function signIn(ctx: Ctx, { email, password }: z.output<typeof SignInInput>) {
  authorize(ctx, 'accounts.sign-in');
  const from = ctx.actor.kind === 'public' ? ctx.actor.ip : actorName(ctx.actor);
  const limits = [
    { name: 'sign-in.ip', who: from, points: await setting(ctx, 'accounts.sign_in_per_ip') },
    { name: 'sign-in.email', who: email, points: await setting(ctx, 'accounts.sign_in_per_email') },
  ];
  for (const { name, who, points } of limits) await countAttempt(name, who, points, WINDOW_SECONDS);
  const user = await ctx.db.user.findUnique({
    where: { email },
    select: { id: true, role: true, passwordHash: true, isActive: true, sessionVersion: true },
  });
  const matches = await isPassword(password, user?.passwordHash ?? null);
  if (!user || !matches || !user.isActive) throw refusal(user);
  for (const { name, who, points } of limits) await forgiveAttempt(name, who, points, WINDOW_SECONDS);
  const { id, role, sessionVersion } = user;
  await inTransaction(ctx, (tx) =>
    recordAudit(
      { ...tx, actor: { kind: 'user', userId: id, role, via: 'session' } },
      { action: 'accounts.sign-in', entity: 'user', entityId: id, after: { from } },
    ),
  );
  logEvent('signed_in', { user_id: id, request_id: ctx.requestId });
  return { id, role, session_version: sessionVersion };
}

function refusal(user: { id: number; isActive: boolean } | null) {
  const reason = !user ? 'unknown email' : user.isActive ? 'wrong password' : 'disabled, or wrong password';
  return new AppError(`sign-in refused: ${reason}`, {
    errorCode: 'INVALID_CREDENTIALS',
    httpStatus: 401,
    internal: { refused_user_id: user?.id },
  });
}
