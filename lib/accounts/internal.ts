import { randomUUID } from 'node:crypto';
import { now } from '../clock';
import type { Ctx, Tx } from '../context';
import type { Prisma } from '../db';
import { isDuplicate } from '../database-errors';
import { BusinessError, ConflictError, PermissionDeniedError } from '../errors';
import { userIdOf } from '../permissions';
import { enqueue } from '../queue';
import { sendPasswordLinkJob } from './jobs';
import type { PasswordLink } from './schema';

type NewUser = Pick<Prisma.UserCreateInput, 'email' | 'name' | 'role' | 'passwordHash'>;

/** @throws ConflictError EMAIL_TAKEN when somebody else has the email */
export async function insertUser(tx: Tx, data: NewUser) {
  return tx.db.user.create({ data, select: { id: true, email: true } }).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
    throw new ConflictError('email taken', {
      errorCode: 'EMAIL_TAKEN',
      details: { field: 'email' },
      cause: error,
    });
  });
}

/** Has a link to set a password mailed. However often it is asked for meanwhile, one waits to be sent. */
export async function askForLink(tx: Tx, email: string, purpose: PasswordLink) {
  const payload = { email, purpose, asked_at: now().toISOString() };
  await enqueue(tx, sendPasswordLinkJob, payload, { key: `password-link:${email}` });
}

export type SignedInFrom = { ip: string; user_agent: string };

/**
 * Signs a user in whose password has just been checked or set.
 * @returns what the session's cookie is made of, or null when password or standing have changed since
 */
export async function startSession(
  tx: Tx,
  user: { id: number; passwordHash: string | null },
  { ip, user_agent: userAgent }: SignedInFrom,
) {
  const { id, passwordHash } = user;
  // The row is locked by it: whoever changes the password now finds the session and ends it.
  const [signedIn] = await tx.db.$queryRaw<{ session_version: number }[]>`
    UPDATE users SET last_sign_in_at = now() WHERE id = ${id} AND password_hash = ${passwordHash} AND is_active
    RETURNING session_version`;
  if (!signedIn) return null;
  const sid = randomUUID();
  await tx.db.session.create({ data: { id: sid, userId: id, ip, userAgent }, select: { id: true } });
  return { id, sid, session_version: signedIn.session_version };
}

/** Ends all sessions of a user but one. @returns how many */
export async function endSessions(tx: Tx, userId: number, kept?: string) {
  const { count } = await tx.db.session.updateMany({
    where: { userId, endedAt: null, ...(kept && { id: { not: kept } }) },
    data: { endedAt: now() },
  });
  return count;
}

/** The session that asks, if it is one. */
export function sessionIdOf({ actor }: Ctx) {
  return actor.kind === 'user' ? actor.sessionId : undefined;
}

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
