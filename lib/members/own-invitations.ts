import type { Ctx } from '../context';
import { Prisma } from '../db';
import { mayUse, userIdOf } from '../permissions';

/** SQL for the invitations that the asking person may deal with: an admin with all, a distributor with its own. */
export function ownInvitations(ctx: Ctx) {
  const own = mayUse(ctx, 'members.view-any')
    ? Prisma.empty
    : Prisma.sql`WHERE invitation.distributor_id = ${userIdOf(ctx)}`;
  return Prisma.sql`SELECT invitation.* FROM invite_records AS invitation ${own}`;
}
