import { inviteUser } from '../accounts/invite-user';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { createDistributor } from './create-distributor';
import type { InviteDistributorInput } from './schema';

/**
 * Makes a distributor with its user, who gets a mail to set a password: all of it, or nothing.
 * @throws ConflictError EMAIL_TAKEN, SLUG_TAKEN
 */
export async function inviteDistributor(ctx: Ctx, input: InviteDistributorInput): Promise<{ id: number }> {
  authorize(ctx, 'distributors.invite-distributor');
  const { email, name, ...terms } = input;
  return inTransaction(
    ctx,
    async (tx) => {
      const { user_id } = await inviteUser(tx, { email, name, role: 'DISTRIBUTOR' });
      await createDistributor(tx, { user_id, ...terms });
      await recordAudit(tx, {
        action: 'distributors.invite-distributor',
        entity: 'distributor',
        entityId: user_id,
        after: input,
      });
      return { id: user_id };
    },
    { verb: 'distributors.invite-distributor', input },
  );
}
