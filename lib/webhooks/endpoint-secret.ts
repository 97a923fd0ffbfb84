import { randomBytes } from 'node:crypto';
import { seal, unseal } from '../seal';

const PURPOSE = 'webhooks.secret';
const SECRET_BYTES = 32;

/** How long a secret that was replaced still signs, too. */
export const ROTATION_HOURS = 24;

/** A secret in the writing of Standard Webhooks, and as it is kept. */
export function newSecret() {
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  return { secret, sealed: seal(PURPOSE, secret) };
}

export const openSecret = (sealed: string) => unseal(PURPOSE, sealed);
