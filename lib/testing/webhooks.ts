import { Logger, runOnce, type TaskList } from 'graphile-worker';
import { database, databasePool } from '../db';
import { createEndpoint } from '../webhooks/create-endpoint';
import { EVENT_TYPES, type EventType } from '../webhooks/schema';
import { deliveryJobKey } from '../webhooks/jobs';
import { userCtx } from './database';
import type { createDistributor } from './factories';

const QUIET = new Logger(() => () => undefined);

type Distributor = Awaited<ReturnType<typeof createDistributor>>;

/** An endpoint of a distributor, told everything unless said otherwise. */
export async function addEndpoint(
  distributor: Distributor,
  url: string,
  events: EventType[] = [...EVENT_TYPES],
) {
  return createEndpoint(userCtx(distributor), { whose: 'me', url, description: '', events });
}

/** Runs every job that is due, and what comes of it, until none is left. */
export async function drainQueue(tasks: TaskList) {
  const due = () => database().$queryRaw<unknown[]>`
    SELECT id FROM graphile_worker._private_jobs
    WHERE run_at <= now() AND (is_available OR locked_at IS NOT NULL) LIMIT 1`;
  while ((await due()).length) await runOnce({ pgPool: databasePool(), taskList: tasks, logger: QUIET });
}

/** As long as it takes until the next try of a delivery is due. */
export async function passPause(deliveryId: number) {
  const db = database();
  await db.$executeRaw`
    UPDATE webhook_endpoints SET rest_until = NULL
    WHERE id = (SELECT endpoint_id FROM webhook_deliveries WHERE id = ${deliveryId})`;
  await db.$executeRaw`
    UPDATE webhook_deliveries SET next_try_at = now() WHERE id = ${deliveryId} AND status = 'PENDING'`;
  await db.$executeRaw`
    UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = ${deliveryJobKey(deliveryId)}`;
}

/** The deliveries of a distributor, the oldest first. */
export const deliveriesOf = (distributorId: number) =>
  database().webhookDelivery.findMany({
    where: { distributorId },
    orderBy: { id: 'asc' },
    include: { event: true },
  });
