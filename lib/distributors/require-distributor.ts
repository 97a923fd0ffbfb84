import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';

/** The number of a distributor that is there. For those who may see any: nobody else learns which numbers are taken. @throws ResourceNotFoundError */
export async function requireDistributor({ db }: Pick<Ctx, 'db'>, userId: number) {
  const found = await db.distributor.findUnique({ where: { userId }, select: { userId: true } });
  if (!found) throw new ResourceNotFoundError('distributor', userId);
  return userId;
}
