import type { Ctx } from '../context';
import { UnauthenticatedError } from '../errors';
import { authorize, userIdOf } from '../permissions';

/** Who the signed-in user is. */
export async function getAccount(ctx: Ctx) {
  authorize(ctx, 'accounts.view-own');
  const user = await ctx.db.user.findUnique({
    where: { id: userIdOf(ctx) },
    select: { id: true, email: true, name: true, role: true, createdAt: true },
  });
  if (!user) throw new UnauthenticatedError();
  const { createdAt, ...account } = user;
  return { ...account, created_at: createdAt.toISOString() };
}
