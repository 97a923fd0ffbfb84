import type { z } from 'zod';
import type { Ctx } from '../context';
import { pageOf, type Page } from '../paging';
import { codeOf, codeRows, type CodeRow } from './code-rows';
import { ownerOf } from './internal';
import type { Code, CodesQuery, WhoseCodes } from './schema';

/**
 * A distributor's codes: the newest order first, and of each its last code first.
 * @throws ValidationError when the cursor is not one of this list
 */
export async function listCodes(
  ctx: Ctx,
  whose: WhoseCodes,
  query: z.output<typeof CodesQuery>,
): Promise<Page<Code>> {
  const owner = await ownerOf(ctx, whose);
  const rows = await ctx.db.$queryRaw<CodeRow[]>(await codeRows(ctx, owner, query, query.limit + 1));
  return pageOf(rows, query, codeOf);
}
