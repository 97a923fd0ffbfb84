import type { z } from 'zod';
import type { Ctx } from '../context';
import { readCsvPage, type CsvColumns } from '../csv';
import { Prisma } from '../db';
import { env } from '../env';
import { exportList, type Export } from '../export';
import { authorize } from '../permissions';
import { codeRows } from './code-rows';
import { ownerOf } from './internal';
import type { Code, CodesQuery, WhoseCodes } from './schema';

const COLUMNS = {
  id: 'plain',
  code: 'plain',
  state: 'plain',
  used_count: 'plain',
  max_uses: 'plain',
  expires_at: 'time',
  is_active: 'plain',
  order_no: 'plain',
  invite_link: 'plain',
} satisfies CsvColumns<Code & { invite_link: string }>;

/** All codes that the filters ask for, as a file. */
export async function exportCodes(
  ctx: Ctx,
  whose: WhoseCodes,
  query: z.output<typeof CodesQuery>,
): Promise<Export> {
  authorize(ctx, 'codes.export-codes');
  const owner = await ownerOf(ctx, whose);
  return exportList(ctx, {
    name: 'codes',
    audit: { action: 'codes.export-codes', entity: 'distributor', entityId: owner },
    columns: COLUMNS,
    filters: query,
    read: async ({ limit, cursor }) =>
      readCsvPage(ctx, COLUMNS, withLinks(await codeRows(ctx, owner, { ...query, cursor }, limit))),
  });
}

/** A file is made to hand codes out by: each comes with the link under which a customer redeems it. */
function withLinks(codes: Prisma.Sql) {
  const redeem = new URL('/r/', env().NEXTAUTH_URL).href;
  return Prisma.sql`SELECT row.*, ${redeem}::text || row.code AS invite_link FROM (${codes}) AS row`;
}
