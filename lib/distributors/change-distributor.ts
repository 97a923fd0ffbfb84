import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { amountFrom } from '../money';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { ChangeDistributorInput } from './schema';

/**
 * Another name or unit price. The price counts for invitations that are accepted from now on: those before carry their own.
 * @throws ResourceNotFoundError
 */
export async function changeDistributor(ctx: Ctx, input: ChangeDistributorInput) {
  authorize(ctx, 'distributors.change-distributor');
  const { distributor_id: userId, name, unit_price } = input;
  return inTransaction(ctx, async (tx) => {
    // Locked, so that what the audit row says was there before is what this replaces.
    const [before] = await tx.db.$queryRaw<{ name: string; unit_price: { toString(): string } }[]>`
      SELECT person.name, shop.unit_price FROM distributors AS shop JOIN users AS person ON person.id = shop.user_id
      WHERE shop.user_id = ${userId} FOR NO KEY UPDATE`;
    if (!before) throw new ResourceNotFoundError('distributor', userId);
    await tx.db.user.update({ where: { id: userId }, data: { name }, select: { id: true } });
    await tx.db.distributor.update({
      where: { userId },
      data: { unitPrice: unit_price },
      select: { userId: true },
    });
    const after = { name, unit_price: amountFrom(unit_price) };
    await recordAudit(tx, {
      action: 'distributors.change-distributor',
      entity: 'distributor',
      entityId: userId,
      before: { name: before.name, unit_price: amountFrom(before.unit_price) },
      after,
    });
    return { id: userId, ...after };
  });
}
