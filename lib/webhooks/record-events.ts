import type { Tx } from '../context';
import type { Prisma } from '../db';
import { addDelivery } from './add-delivery';
import { IS_LISTENING } from './is-listening';

/**
 * Writes down what has happened and sends it on its way to the endpoints that are told such things and were there when it
 * happened. What was told before is left out.
 * @param happened SQL for rows with distributor_id, type, fact, data (jsonb) and occurred_at
 * @returns how many deliveries were begun
 */
export async function recordEvents(tx: Tx, happened: Prisma.Sql): Promise<number> {
  const due = await tx.db.$queryRaw<{ id: number }[]>`
    WITH happened AS (${happened}),
    told AS (
      INSERT INTO webhook_events (uid, distributor_id, type, fact, data, occurred_at)
      SELECT 'evt_' || replace(gen_random_uuid()::text, '-', ''), distributor_id, type, fact, data, occurred_at FROM happened
      WHERE EXISTS (SELECT FROM webhook_endpoints AS endpoint
        WHERE endpoint.distributor_id = happened.distributor_id AND ${IS_LISTENING}
          AND happened.type = ANY(endpoint.events) AND happened.occurred_at >= endpoint.created_at)
      ORDER BY occurred_at, fact
      ON CONFLICT (fact) DO NOTHING
      RETURNING id, distributor_id, type, occurred_at)
    INSERT INTO webhook_deliveries (event_id, endpoint_id, distributor_id, next_try_at)
    SELECT told.id, endpoint.id, told.distributor_id, now()
    FROM told JOIN webhook_endpoints AS endpoint ON endpoint.distributor_id = told.distributor_id
    WHERE ${IS_LISTENING} AND told.type = ANY(endpoint.events) AND told.occurred_at >= endpoint.created_at
    ORDER BY told.id, endpoint.id
    RETURNING id`;
  for (const delivery of due) await addDelivery(tx, delivery);
  return due.length;
}
