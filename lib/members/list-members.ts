import type { Ctx } from '../context';
import { pageOf, type Page, type Paging } from '../paging';
import { memberOf, ownerOf, type MemberRow, type WhoseMembers } from './internal';
import { memberRows, type MemberRowsQuery } from './member-rows';
import type { Member } from './schema';

/** Everybody who was ever invited by the codes of a distributor, or of all of them, the newest invitation first. */
export async function listMembers(
  ctx: Ctx,
  whose: WhoseMembers,
  query: MemberRowsQuery & Paging,
): Promise<Page<Member>> {
  const rows = await ctx.db.$queryRaw<MemberRow[]>(
    await memberRows(ctx, await ownerOf(ctx, whose), query, query.limit + 1),
  );
  return pageOf(rows, query, memberOf);
}
