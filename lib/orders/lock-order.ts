import type { Tx } from '../context';
import { Prisma } from '../db';
import { OrderNotFoundError } from '../errors';
import type {
  FulfillmentStatus,
  OrderPaymentStatus,
  OrderStatus,
  OrderType,
} from '../generated/prisma/enums';
import { isOrderOf } from './order-owner';

export type LockedOrder = {
  id: number;
  order_no: string;
  type: OrderType;
  status: OrderStatus;
  payment_status: OrderPaymentStatus;
  fulfillment_status: FulfillmentStatus;
  buyer_user_id: number | null;
  total_amount: string;
  currency: string;
  /** The time to pay is over, whether or not the order has been cancelled for it yet. */
  is_expired: boolean;
  version: number;
};

/**
 * The order as it stands, held until the transaction ends. Orders are locked before anything that belongs to them.
 * @throws OrderNotFoundError also when it is somebody else's
 */
export async function lockOrder(
  tx: Tx,
  which: { order_no: string } | { order_id: number },
): Promise<LockedOrder> {
  const byNumber = 'order_no' in which;
  // The lock an UPDATE takes: rows that refer to the order can be inserted meanwhile.
  const [order] = await tx.db.$queryRaw<LockedOrder[]>`
    SELECT id, order_no, type, status, payment_status, fulfillment_status, buyer_user_id, total_amount::text, currency,
      coalesce(expires_at <= now(), false) AS is_expired, version
    FROM orders WHERE ${byNumber ? Prisma.sql`order_no = ${which.order_no}` : Prisma.sql`id = ${which.order_id}`}
    FOR NO KEY UPDATE`;
  if (order && isOrderOf(tx, order.buyer_user_id)) return order;
  throw new OrderNotFoundError(byNumber ? which.order_no : which.order_id);
}
