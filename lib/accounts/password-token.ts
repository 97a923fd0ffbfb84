import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '../env';
import { MAX_ID } from '../text';
import { PASSWORD_LINKS, type PasswordLink } from './schema';

/** How long a link may wait to be used. */
const LIFE_SECONDS: Record<PasswordLink, number> = { invitation: 72 * 3_600, reset: 3_600 };

const CLAIM_BYTES = 9;
const BYTES = CLAIM_BYTES + 32;

/** What makes a link die: another password, and whatever ends all sessions. */
type Standing = { passwordHash: string | null; sessionVersion: number };

/** What a token says of itself. */
export type PasswordClaim = { user_id: number; purpose: PasswordLink; expires_at: Date };

function seal(claim: Buffer, { passwordHash, sessionVersion }: Standing) {
  return createHmac('sha256', env().APP_SECRET)
    .update('password-link:')
    .update(claim)
    .update(`:${sessionVersion}:${passwordHash ?? ''}`)
    .digest();
}

/**
 * What the link to set a password carries. It is computed from the present password, so nothing is stored that could
 * leak, and using it makes it worthless.
 */
export function passwordToken(user: Standing & { id: number }, purpose: PasswordLink, askedAt: Date) {
  const claim = Buffer.alloc(CLAIM_BYTES);
  const expires = Math.floor(askedAt.getTime() / 1000) + LIFE_SECONDS[purpose];
  claim.writeUInt32BE(user.id);
  claim.writeUInt32BE(expires, 4);
  claim.writeUInt8(PASSWORD_LINKS.indexOf(purpose), 8);
  return {
    token: Buffer.concat([claim, seal(claim, user)]).toString('base64url'),
    expires_at: new Date(expires * 1000),
  };
}

function bytesOf(token: string) {
  const bytes = Buffer.from(token, 'base64url');
  return bytes.length === BYTES && bytes.toString('base64url') === token ? bytes : null;
}

/** What a token claims, or null when it has not even the form of one. Proves nothing. */
export function passwordClaim(token: string): PasswordClaim | null {
  const bytes = bytesOf(token);
  const purpose = PASSWORD_LINKS[bytes?.readUInt8(8) ?? -1];
  const userId = bytes?.readUInt32BE() ?? 0;
  if (!bytes || !purpose || userId < 1 || userId > MAX_ID) return null;
  return { user_id: userId, purpose, expires_at: new Date(bytes.readUInt32BE(4) * 1000) };
}

/** Whether we made the token for a user who has had no other password since. How far a guess is right cannot be timed. */
export function isPasswordToken(token: string, user: Standing) {
  const bytes = bytesOf(token);
  if (!bytes) return false;
  const claim = bytes.subarray(0, CLAIM_BYTES);
  return timingSafeEqual(bytes.subarray(CLAIM_BYTES), seal(claim, user));
}
