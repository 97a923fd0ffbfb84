import type { Ctx, Tx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { userIdOf } from '../permissions';
import type { Whose } from './schema';

/** Who is meant. @throws ResourceNotFoundError for a distributor who means another one: not yours and not there are one answer */
export function distributorIdOf(ctx: Ctx, whose: Whose) {
  if (whose === 'me') return userIdOf(ctx);
  const isOther = ctx.actor.kind === 'user' && ctx.actor.role === 'DISTRIBUTOR' && ctx.actor.userId !== whose;
  if (isOther) throw new ResourceNotFoundError('distributor', whose);
  return whose;
}

/**
 * Holds a distributor's user until the transaction ends: who disables and who enables it at the same moment take turns, so
 * sign-in and codes never end up apart. Before what either of them reads.
 * @throws ResourceNotFoundError
 */
export async function lockDistributor(tx: Tx, userId: number) {
  const [shop] = await tx.db.$queryRaw<{ active: boolean }[]>`
    SELECT person.is_active AS active FROM users AS person JOIN distributors AS shop ON shop.user_id = person.id
    WHERE person.id = ${userId} FOR NO KEY UPDATE OF person`;
  if (!shop) throw new ResourceNotFoundError('distributor', userId);
  return shop;
}
