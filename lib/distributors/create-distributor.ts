import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ConflictError, ResourceNotFoundError, ValidationError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { CreateDistributorInput } from './schema';

/**
 * Makes a user with the role of a distributor one who can sell.
 * @throws ResourceNotFoundError when there is no such user with that role
 * @throws ValidationError when the user is a distributor already
 * @throws ConflictError SLUG_TAKEN
 */
export async function createDistributor(
  ctx: Ctx,
  input: CreateDistributorInput,
): Promise<{ user_id: number }> {
  authorize(ctx, 'distributors.create-distributor');
  return inTransaction(ctx, async (tx) => {
    const { user_id: userId, slug, unit_price: unitPrice, currency } = input;
    const user = await tx.db.user.findFirst({
      where: { id: userId, role: 'DISTRIBUTOR' },
      select: { id: true },
    });
    if (!user) throw new ResourceNotFoundError('user', userId);
    const made = await tx.db.distributor.createMany({
      data: [{ userId, slug, unitPrice, currency }],
      skipDuplicates: true,
    });
    if (made.count === 0) {
      const taken = await tx.db.distributor.findUnique({ where: { userId }, select: { userId: true } });
      if (taken) throw new ValidationError('user is a distributor already', 'user_id');
      throw new ConflictError('slug taken', { errorCode: 'SLUG_TAKEN', details: { field: 'slug' } });
    }
    await recordAudit(tx, {
      action: 'distributors.create-distributor',
      entity: 'distributor',
      entityId: userId,
      after: input,
    });
    return { user_id: userId };
  });
}
