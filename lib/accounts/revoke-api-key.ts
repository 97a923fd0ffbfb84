import type { z } from 'zod';
import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx } from '../context';
import { InvalidStateTransitionError, ResourceNotFoundError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { personIdOf } from './internal';
import type { RevokeApiKeyInput } from './schema';

/** Ends one of one's own API keys for good, at once. */
export async function revokeApiKey(ctx: Ctx, { api_key_id }: z.output<typeof RevokeApiKeyInput>) {
  authorize(ctx, 'accounts.revoke-api-key');
  const userId = personIdOf(ctx);
  const answer = await inTransaction(
    ctx,
    async (tx) => {
      const revokedAt = now();
      const { count } = await tx.db.apiKey.updateMany({
        where: { id: api_key_id, userId, revokedAt: null },
        data: { revokedAt },
      });
      if (count === 0) {
        const own = await tx.db.apiKey.count({ where: { id: api_key_id, userId } });
        throw own
          ? new InvalidStateTransitionError('api_key', 'REVOKED', 'REVOKED')
          : new ResourceNotFoundError('api_key', api_key_id);
      }
      await recordAudit(tx, {
        action: 'accounts.revoke-api-key',
        entity: 'api_key',
        entityId: api_key_id,
        after: { revoked_at: revokedAt },
      });
      return { api_key_id };
    },
    { verb: 'accounts.revoke-api-key', input: { api_key_id } },
  );
  logEvent('api_key_revoked', { user_id: userId, api_key_id, request_id: ctx.requestId });
  return answer;
}
