import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '../env';
import { MAX_ID } from '../text';

const ID_BYTES = 4;
const BYTES = ID_BYTES + 32;

function seal(id: number, nonce: number) {
  return createHmac('sha256', env().APP_SECRET).update(`invitation:${id}:${nonce}`).digest();
}

/** What the link of an invitation carries. It is computed, so no table and no job holds one that could leak. */
export function invitationToken(id: number, nonce: number) {
  const token = Buffer.alloc(BYTES);
  token.writeUInt32BE(id);
  seal(id, nonce).copy(token, ID_BYTES);
  return token.toString('base64url');
}

/** Which invitation a token claims to be for, or null when it has not even the form of one. Proves nothing. */
export function invitationIdOf(token: string): number | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== BYTES || bytes.toString('base64url') !== token) return null;
  const id = bytes.readUInt32BE();
  return id >= 1 && id <= MAX_ID ? id : null;
}

/** Whether a token was made by us for this invitation with its present nonce. How far a guess is right cannot be timed. */
export function isInvitationToken(token: string, id: number, nonce: number) {
  if (invitationIdOf(token) !== id) return false;
  return timingSafeEqual(Buffer.from(token, 'base64url').subarray(ID_BYTES), seal(id, nonce));
}
