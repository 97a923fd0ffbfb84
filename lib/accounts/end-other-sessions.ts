import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { endSessions, personIdOf, sessionIdOf } from './internal';

/** Ends all of one's own sessions but the one that asks for it. */
export async function endOtherSessions(ctx: Ctx) {
  authorize(ctx, 'accounts.end-other-sessions');
  const userId = personIdOf(ctx);
  const ended = await inTransaction(ctx, async (tx) => {
    const count = await endSessions(tx, userId, sessionIdOf(tx));
    await recordAudit(tx, {
      action: 'accounts.end-other-sessions',
      entity: 'user',
      entityId: userId,
      after: { ended: count },
    });
    return count;
  });
  logEvent('sessions_ended', { user_id: userId, ended, request_id: ctx.requestId });
  return { ended };
}
