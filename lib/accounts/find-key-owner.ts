import { createHash } from 'node:crypto';
import { database } from '../db';

export function hashOfKey(key: string) {
  return createHash('sha256').update(key).digest('hex');
}

/** The active user whom an unrevoked API key belongs to. Notes the use, to the minute. */
export async function findKeyOwner(key: string) {
  const hash = hashOfKey(key);
  const found = await database().apiKey.findFirst({
    where: { hash, revokedAt: null, user: { isActive: true } },
    select: { user: { select: { id: true, role: true } } },
  });
  if (!found) return null;
  // oxlint-disable-next-line house/writes-authorise-and-audit -- using a key is no change; one that is made by its use has its own row
  await database().$executeRaw`
    UPDATE api_keys SET last_used_at = now()
    WHERE hash = ${hash} AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`;
  return found.user;
}
