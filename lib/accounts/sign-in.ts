import type { z } from 'zod';
import { recordAudit } from '../audit';
import { DAY_MS, now } from '../clock';
import type { Ctx } from '../context';
import { PermissionError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { countAttempt, forgiveAttempt, networkOf } from '../rate-limit';
import { setting } from '../settings';
import { inTransaction } from '../transaction';
import { startSession } from './internal';
import { isPassword } from './password-hash';
import type { SignInInput } from './schema';
import { SESSIONS_KEPT_DAYS } from './session-life';

const WINDOW_SECONDS = 900;

/**
 * Checks who somebody says they are. An unknown email, a wrong password and a disabled user get the same answer after
 * the same time. Only attempts that fail use up the limits.
 * @returns what a session's cookie is made of
 * @throws PermissionError INVALID_CREDENTIALS
 */
export async function signIn(ctx: Ctx, { email, password, ...device }: z.output<typeof SignInInput>) {
  authorize(ctx, 'accounts.sign-in');
  const limits = await limitsOf(ctx, email, device.ip);
  for (const { name, who, points } of limits) await countAttempt(name, who, points, WINDOW_SECONDS);
  const user = await ctx.db.user.findUnique({
    where: { email },
    select: { id: true, role: true, passwordHash: true, isActive: true, sessionVersion: true },
  });
  const matches = await isPassword(password, user?.passwordHash ?? null);
  if (!user || !matches || !user.isActive) throw refusal(user);
  for (const { name, who, points } of limits) await forgiveAttempt(name, who, points, WINDOW_SECONDS);
  const session = await inTransaction(ctx, async (tx) => {
    const started = await startSession(tx, user, device);
    // The password was changed, or the user disabled, while it was checked.
    if (!started) throw refusal(user);
    await recordAudit(
      { ...tx, actor: { kind: 'user', userId: user.id, role: user.role, via: 'session' } },
      { action: 'accounts.sign-in', entity: 'user', entityId: user.id, after: { from: device.ip } },
    );
    return started;
  });
  logEvent('signed_in', { user_id: user.id, request_id: ctx.requestId });
  return session;
}

/**
 * How often a wrong password is heard. The narrow limits are of an address, so that nobody locks another one out from
 * elsewhere; the wide one, against many addresses at once, spares those from which this user was signed in before.
 */
async function limitsOf(ctx: Ctx, email: string, ip: string) {
  const network = networkOf(ip);
  const limits = [
    { name: 'sign-in.ip', who: network, points: await setting(ctx, 'accounts.sign_in_per_ip') },
    {
      name: 'sign-in.email-ip',
      who: `${network} ${email}`,
      points: await setting(ctx, 'accounts.sign_in_per_email'),
    },
  ];
  const known = await ctx.db.session.findFirst({
    where: { ip, user: { email }, seenAt: { gt: new Date(now().getTime() - SESSIONS_KEPT_DAYS * DAY_MS) } },
    select: { id: true },
  });
  if (known) return limits;
  const points = await setting(ctx, 'accounts.sign_in_per_email_anywhere');
  return [...limits, { name: 'sign-in.email', who: email, points }];
}

function refusal(user: { id: number; isActive: boolean } | null) {
  const reason = !user ? 'unknown email' : user.isActive ? 'wrong password' : 'disabled, or wrong password';
  return new PermissionError(`sign-in refused: ${reason}`, {
    errorCode: 'INVALID_CREDENTIALS',
    internal: { refused_user_id: user?.id },
  });
}
