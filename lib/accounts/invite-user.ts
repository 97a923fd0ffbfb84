import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { askForLink, insertUser } from './internal';
import type { InviteUserInput } from './schema';

/**
 * Makes a user who has no password yet, and mails the link by which one is set.
 * @throws ConflictError EMAIL_TAKEN when somebody else has the email
 */
export async function inviteUser(ctx: Ctx, { email, name, role }: z.output<typeof InviteUserInput>) {
  authorize(ctx, 'accounts.invite-user');
  const answer = await inTransaction(
    ctx,
    async (tx) => {
      const { id } = await insertUser(tx, { email, name, role });
      await askForLink(tx, email, 'invitation');
      await recordAudit(tx, {
        action: 'accounts.invite-user',
        entity: 'user',
        entityId: id,
        after: { email, name, role },
      });
      return { user_id: id };
    },
    { verb: 'accounts.invite-user', input: { email, name, role } },
  );
  logEvent('user_invited', { user_id: answer.user_id, request_id: ctx.requestId });
  return answer;
}
