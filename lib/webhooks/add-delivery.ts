import type { Tx } from '../context';
import { enqueue } from '../queue';
import { deliverEventJob, deliveryJobKey } from './jobs';

/** What distributors wait for themselves, orders and codes, goes before what their servers are told of it. */
const AFTER_EVERYTHING_ELSE = 10;

/** Adds the job of a delivery. */
export function addDelivery(tx: Tx, { id }: { id: number }, runAt?: Date) {
  return enqueue(
    tx,
    deliverEventJob,
    { delivery_id: id },
    {
      key: deliveryJobKey(id),
      priority: AFTER_EVERYTHING_ELSE,
      runAt,
    },
  );
}
