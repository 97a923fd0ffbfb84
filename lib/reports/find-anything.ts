import type { Ctx } from '../context';
import { Prisma } from '../db';
import { authorize, mayUse, userIdOf, type Right } from '../permissions';
import { countAttempt } from '../rate-limit';
import { FOUND, type Asked } from './found-kinds';
import type { FindQuery, Found } from './schema';

/** People type fast, and every pause of theirs is a search. */
const PER_MINUTE = 240;

/** Whose things of one kind may be found: one distributor's, or everybody's. Left out: nobody's. */
function ownerOf(ctx: Ctx, any: Right, own?: Right): Asked['owner'] | undefined {
  if (mayUse(ctx, any)) return 'all';
  return own && mayUse(ctx, own) ? userIdOf(ctx) : undefined;
}

/**
 * Orders and codes by how they begin, members and users by their email, distributors and users by how their name begins:
 * of each kind what the asker may see in its own list, and at most five. All of it is one statement, and every part of it
 * reads a few rows of one index, however many there are.
 * @throws RateLimitedError when somebody asks faster than people can type
 */
export async function findAnything(ctx: Ctx, { q }: FindQuery): Promise<{ items: Found[] }> {
  authorize(ctx, 'reports.find-anything');
  await countAttempt('find.user', String(userIdOf(ctx)), PER_MINUTE, 60);
  const owners = {
    orders: ownerOf(ctx, 'orders.view-any', 'orders.view-own'),
    codes: ownerOf(ctx, 'codes.view-any', 'codes.view-own'),
    members: ownerOf(ctx, 'members.view-any', 'members.view-own'),
    people: ownerOf(ctx, 'accounts.view-any'),
  };
  const parts = (['orders', 'codes', 'members', 'people'] as const).flatMap((kind) => {
    const owner = owners[kind];
    return (owner !== undefined && FOUND[kind]({ owner, q })) || [];
  });
  if (parts.length === 0) return { items: [] };
  const lists = parts.map((part) => Prisma.sql`ARRAY(${part})`);
  const [row] = await ctx.db.$queryRaw<{ items: Found[] }[]>`
    SELECT to_jsonb(${Prisma.join(lists, ' || ')}) AS items`;
  return { items: row?.items ?? [] };
}
