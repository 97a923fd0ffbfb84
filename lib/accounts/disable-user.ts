import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ConflictError, InvalidStateTransitionError, ResourceNotFoundError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { endSessions } from './internal';
import type { UserInput } from './schema';

/** Ends a user's sessions at once and stops their API keys, until the user is enabled again. */
export async function disableUser(ctx: Ctx, { user_id }: z.output<typeof UserInput>) {
  authorize(ctx, 'accounts.disable-user');
  const answer = await inTransaction(
    ctx,
    async (tx) => {
      // Two administrators who disable each other at the same moment would leave nobody to undo it.
      const admins = await tx.db.$queryRaw<{ id: number }[]>`
        SELECT id FROM users WHERE role = 'ADMIN' AND is_active ORDER BY id FOR NO KEY UPDATE`;
      if (admins.length === 1 && admins[0]?.id === user_id)
        throw new ConflictError('last administrator', { errorCode: 'LAST_ADMIN' });
      const { count } = await tx.db.user.updateMany({
        where: { id: user_id, isActive: true },
        data: { isActive: false, sessionVersion: { increment: 1 } },
      });
      if (count === 0) {
        const known = await tx.db.user.count({ where: { id: user_id } });
        throw known
          ? new InvalidStateTransitionError('user', 'DISABLED', 'DISABLED')
          : new ResourceNotFoundError('user', user_id);
      }
      await endSessions(tx, user_id);
      await recordAudit(tx, {
        action: 'accounts.disable-user',
        entity: 'user',
        entityId: user_id,
        before: { is_active: true },
        after: { is_active: false },
      });
      return { user_id, is_active: false };
    },
    { verb: 'accounts.disable-user', input: { user_id } },
  );
  logEvent('user_disabled', { user_id, request_id: ctx.requestId });
  return answer;
}
