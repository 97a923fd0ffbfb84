import type { Ctx } from '../context';
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
