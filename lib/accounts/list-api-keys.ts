import type { Ctx } from '../context';
import { authorize, userIdOf } from '../permissions';

/** One's own keys that still work, newest first: what a person needs to tell them apart, never the secret. */
export async function listApiKeys(ctx: Ctx) {
  authorize(ctx, 'accounts.view-own');
  const keys = await ctx.db.apiKey.findMany({
    where: { userId: userIdOf(ctx), revokedAt: null },
    orderBy: { id: 'desc' },
    select: { id: true, name: true, prefix: true, lastUsedAt: true, createdAt: true },
  });
  return keys.map(({ lastUsedAt, createdAt, ...key }) => ({
    ...key,
    last_used_at: lastUsedAt?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
  }));
}
