import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ConflictError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { hashOfKey } from './find-key-owner';
import { personIdOf } from './internal';
import type { CreateApiKeyInput } from './schema';

export const MOST_API_KEYS = 20;
const PREFIX_LENGTH = 11;

/**
 * Makes a key with which a program acts as its owner.
 * @returns the key itself; only its hash is kept, so nobody can show it again
 */
export async function createApiKey(ctx: Ctx, { name }: z.output<typeof CreateApiKeyInput>) {
  authorize(ctx, 'accounts.create-api-key');
  const userId = personIdOf(ctx);
  const key = `trib_${randomBytes(32).toString('base64url')}`;
  const prefix = key.slice(0, PREFIX_LENGTH);
  // Not repeatable under an idempotency key: the answer would be stored with the secret in it.
  const made = await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT id FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
    const kept = await tx.db.apiKey.count({ where: { userId, revokedAt: null } });
    if (kept >= MOST_API_KEYS)
      throw new ConflictError('too many API keys', {
        errorCode: 'TOO_MANY_API_KEYS',
        details: { most: MOST_API_KEYS },
      });
    const data = { userId, name, prefix, hash: hashOfKey(key) };
    const { id } = await tx.db.apiKey.create({ data, select: { id: true } });
    await recordAudit(tx, {
      action: 'accounts.create-api-key',
      entity: 'api_key',
      entityId: id,
      after: { name, prefix },
    });
    return { id, name, prefix };
  });
  logEvent('api_key_created', { user_id: userId, api_key_id: made.id, request_id: ctx.requestId });
  return { ...made, key };
}
