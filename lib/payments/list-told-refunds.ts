import type { Ctx } from '../context';
import type { OrderStatus, OrderType, RefundKind, RefundStatus } from '../generated/prisma/enums';
import type { Page } from '../paging';
import { lower } from '../text';
import { listRefunds } from './list-refunds';
import type { ShownRefund } from './refund-rows';
import type { ListRefundsQuery } from './schema';

type Words = 'order_type' | 'order_status' | 'kind' | 'status';

/** A refund as the contract spells it. */
export type ToldRefund = Omit<ShownRefund, Words> & {
  order_type: Lowercase<OrderType>;
  order_status: Lowercase<OrderStatus>;
  kind: Lowercase<RefundKind>;
  status: Lowercase<RefundStatus>;
};

/** All refunds that the filters ask for, newest first, for callers and files. */
export async function listToldRefunds(ctx: Ctx, query: ListRefundsQuery): Promise<Page<ToldRefund>> {
  const page = await listRefunds(ctx, query);
  return { ...page, items: page.items.map(told) };
}

const told = (refund: ShownRefund): ToldRefund => ({
  ...refund,
  order_type: lower(refund.order_type),
  order_status: lower(refund.order_status),
  kind: lower(refund.kind),
  status: lower(refund.status),
});
