import { createHash } from 'node:crypto';
import { database } from '../db';
import type { Role } from '../generated/prisma/enums';

export function hashOfKey(key: string) {
  return createHash('sha256').update(key).digest('hex');
}

/** The active user whom an unrevoked API key belongs to. Notes the use, to the minute. */
export async function findKeyOwner(key: string) {
  const hash = hashOfKey(key);
  const [owner] = await database().$queryRaw<{ id: number; role: Role; unnoted: boolean }[]>`
    SELECT account.id, account.role,
      key.last_used_at IS NULL OR key.last_used_at < now() - interval '1 minute' AS unnoted
    FROM api_keys AS key JOIN users AS account ON account.id = key.user_id
    WHERE key.hash = ${hash} AND key.revoked_at IS NULL AND account.is_active`;
  if (!owner) return null;
  // Of many requests at once one notes it; the others find it noted.
  if (owner.unnoted)
    // oxlint-disable-next-line house/writes-authorise-and-audit -- using a key is no change; one that is made by its use has its own row
    await database().$executeRaw`
      UPDATE api_keys SET last_used_at = now()
      WHERE hash = ${hash} AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`;
  return { id: owner.id, role: owner.role };
}
