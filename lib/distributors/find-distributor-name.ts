import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { idParam } from '../text';

/**
 * What a distributor is called, for the titles of its pages; null when there is none.
 * @param id as it stands in the address
 */
export async function findDistributorName(ctx: Ctx, id: string): Promise<string | null> {
  authorize(ctx, 'distributors.view-any');
  const asked = idParam().safeParse(id);
  if (!asked.success) return null;
  const found = await ctx.db.distributor.findUnique({
    where: { userId: asked.data },
    select: { user: { select: { name: true } } },
  });
  return found?.user.name ?? null;
}
