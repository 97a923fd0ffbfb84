import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { InvalidStateTransitionError, ResourceNotFoundError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { UserInput } from './schema';

/** Lets a disabled user sign in again. Their API keys work again; sessions from before do not. */
export async function enableUser(ctx: Ctx, { user_id }: z.output<typeof UserInput>) {
  authorize(ctx, 'accounts.enable-user');
  const answer = await inTransaction(
    ctx,
    async (tx) => {
      const { count } = await tx.db.user.updateMany({
        where: { id: user_id, isActive: false },
        data: { isActive: true },
      });
      if (count === 0) {
        const known = await tx.db.user.count({ where: { id: user_id } });
        throw known
          ? new InvalidStateTransitionError('user', 'ACTIVE', 'ACTIVE')
          : new ResourceNotFoundError('user', user_id);
      }
      await recordAudit(tx, {
        action: 'accounts.enable-user',
        entity: 'user',
        entityId: user_id,
        before: { is_active: false },
        after: { is_active: true },
      });
      return { user_id, is_active: true };
    },
    { verb: 'accounts.enable-user', input: { user_id } },
  );
  logEvent('user_enabled', { user_id, request_id: ctx.requestId });
  return answer;
}
