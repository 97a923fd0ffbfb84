import type { z } from 'zod';
import type { Ctx } from '../context';
import { exportList, pagesOf, type Export } from '../export';
import { authorize } from '../permissions';
import { CODE_ORDER_CELLS, ownerOf } from './internal';
import { listCodeOrders } from './list-code-orders';
import type { CodeOrdersQuery, WhoseCodes } from './schema';

/** All orders of codes that the filters ask for, as a file. */
export async function exportCodeOrders(
  ctx: Ctx,
  whose: WhoseCodes,
  query: z.output<typeof CodeOrdersQuery>,
): Promise<Export> {
  authorize(ctx, 'codes.export-code-orders');
  const owner = await ownerOf(ctx, whose);
  return exportList(ctx, {
    name: 'code-orders',
    audit: { action: 'codes.export-code-orders', entity: 'distributor', entityId: owner },
    columns: CODE_ORDER_CELLS,
    filters: query,
    read: pagesOf(CODE_ORDER_CELLS, (page) => listCodeOrders(ctx, whose, { ...query, ...page })),
  });
}
