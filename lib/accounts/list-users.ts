import type { z } from 'zod';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import type { Role } from '../generated/prisma/enums';
import { pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import type { UsersQuery, UserState } from './schema';

export type ShownUser = {
  id: number;
  name: string;
  email: string;
  role: Role;
  state: UserState;
  last_sign_in_at: string | null;
  created_at: string;
};

type Query = z.output<typeof UsersQuery>;
type UserRow = Omit<ShownUser, 'last_sign_in_at' | 'created_at'> & {
  last_sign_in_at: Date | null;
  created_at: Date;
};

const IN_STATE: Record<UserState, Prisma.Sql> = {
  active: Prisma.sql`is_active AND password_hash IS NOT NULL`,
  invited: Prisma.sql`is_active AND password_hash IS NULL`,
  disabled: Prisma.sql`NOT is_active`,
};

/** Everybody who can sign in, or could; the newest first. */
export async function listUsers(ctx: Ctx, query: Query): Promise<Page<ShownUser>> {
  authorize(ctx, 'accounts.view-any');
  const { role, state, q, cursor, limit } = query;
  const [direction, behind] =
    cursor?.towards === 'newer' ? [Prisma.sql`ASC`, Prisma.sql`>`] : [Prisma.sql`DESC`, Prisma.sql`<`];
  const asked = [
    Prisma.sql`true`,
    ...(role ? [Prisma.sql`role = ${role}::role`] : []),
    ...(state ? [IN_STATE[state]] : []),
    ...(cursor ? [Prisma.sql`id ${behind} ${cursor.id}`] : []),
  ];
  const rows = await ctx.db.$queryRaw<UserRow[]>`
    SELECT id, name, email, role, last_sign_in_at, created_at,
      CASE WHEN NOT is_active THEN 'disabled' WHEN password_hash IS NULL THEN 'invited' ELSE 'active' END AS state
    FROM ${q ? found(q) : Prisma.sql`users`} WHERE ${Prisma.join(asked, ' AND ')}
    ORDER BY id ${direction} LIMIT ${limit + 1}`;
  return pageOf(rows, query, ({ last_sign_in_at: last, created_at, ...user }) => ({
    ...user,
    last_sign_in_at: last?.toISOString() ?? null,
    created_at: created_at.toISOString(),
  }));
}

/** Found by an index first, then put in order: the planner would rather walk through everybody until a page is full. */
function found(q: string) {
  const isIt = q.includes('@')
    ? Prisma.sql`email = ${q}`
    : // In the order of bytes, every name that begins like this comes before the last character there is.
      Prisma.sql`lower(name) ~>=~ ${q} AND lower(name) ~<~ ${`${q}\u{10ffff}`}`;
  return Prisma.sql`(SELECT * FROM users WHERE ${isIt} OFFSET 0) AS found`;
}
