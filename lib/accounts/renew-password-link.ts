import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { InvalidStateTransitionError, ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { askForLink } from './internal';
import type { UserInput } from './schema';

/** Mails a user another link to set a password: the first one, or one instead of a password that is lost. */
export async function renewPasswordLink(ctx: Ctx, { user_id }: z.output<typeof UserInput>) {
  authorize(ctx, 'accounts.renew-password-link');
  return inTransaction(
    ctx,
    async (tx) => {
      const user = await tx.db.user.findUnique({
        where: { id: user_id },
        select: { email: true, isActive: true, passwordHash: true },
      });
      if (!user) throw new ResourceNotFoundError('user', user_id);
      if (!user.isActive) throw new InvalidStateTransitionError('user', 'DISABLED', 'INVITED');
      const purpose = user.passwordHash === null ? 'invitation' : 'reset';
      await askForLink(tx, user.email, purpose);
      await recordAudit(tx, {
        action: 'accounts.renew-password-link',
        entity: 'user',
        entityId: user_id,
        after: { purpose },
      });
      return { user_id, email: user.email };
    },
    { verb: 'accounts.renew-password-link', input: { user_id } },
  );
}
