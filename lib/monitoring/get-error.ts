import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import type { ListedError } from './list-errors';
import type { ErrorParams } from './schema';

const MOST_ORDERS = 20;

export type WholeError = Omit<ListedError, 'orders' | 'users'> & {
  frame: string | null;
  message: string;
  request_id: string | null;
  /** What was known about the latest one, without secrets. */
  context: string;
  stack: string | null;
  /** The latest orders it met, by number; `orders_met` counts up to a hundred. */
  order_nos: string[];
  orders_met: number;
  users_met: number;
};

/** One kind of error, with its latest sample. */
export async function getError(ctx: Ctx, { id }: ErrorParams): Promise<WholeError> {
  authorize(ctx, 'monitoring.view-errors');
  const kind = await ctx.db.errorEvent.findUnique({ where: { id } });
  if (!kind) throw new ResourceNotFoundError('error', id);
  const orders = await ctx.db.order.findMany({
    where: { id: { in: kind.orders.slice(0, MOST_ORDERS) } },
    orderBy: { id: 'desc' },
    select: { orderNo: true },
  });
  return {
    id,
    level: kind.level === 'ERROR' ? 'error' : 'warning',
    state: kind.resolvedAt ? 'resolved' : kind.reopenedAt ? 'reopened' : 'open',
    error_code: kind.errorCode,
    type: kind.type,
    place: kind.place,
    frame: kind.frame,
    count: Number(kind.count),
    message: kind.message,
    request_id: kind.requestId,
    context: JSON.stringify(kind.context, null, 2),
    stack: kind.stack,
    order_nos: orders.map(({ orderNo }) => orderNo),
    orders_met: kind.orders.length,
    users_met: kind.users.length,
    first_seen_at: kind.firstSeenAt.toISOString(),
    last_seen_at: kind.lastSeenAt.toISOString(),
  };
}
