import type { z } from 'zod';
import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { personIdOf } from './internal';
import type { SessionInput } from './schema';

/** Ends one of one's own sessions: every copy of its cookie is worthless from now on. One that has ended stays so. */
export async function endSession(ctx: Ctx, { session_id }: z.output<typeof SessionInput>) {
  authorize(ctx, 'accounts.end-session');
  const userId = personIdOf(ctx);
  const ended = await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.session.updateMany({
      where: { id: session_id, userId, endedAt: null },
      data: { endedAt: now() },
    });
    if (count === 0) {
      const own = await tx.db.session.count({ where: { id: session_id, userId } });
      if (own === 0) throw new ResourceNotFoundError('session', session_id);
      return false;
    }
    await recordAudit(tx, { action: 'accounts.end-session', entity: 'session', entityId: session_id });
    return true;
  });
  if (ended) logEvent('session_ended', { user_id: userId, request_id: ctx.requestId });
  return { session_id };
}
