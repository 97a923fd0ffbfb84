import type { Ctx, Tx } from '../context';
import { Prisma } from '../db';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import { addDelivery } from './add-delivery';
import { isClaimed, type DeliveryClaim } from './delivery-claim';
import { tellOwnerJob } from './jobs';
import { nextTry, restAfter } from './retry-schedule';
import { switchOff } from './switch-endpoint';

/** An endpoint that has taken nothing for so long is switched off. */
const FAILING_DAYS = 5;
const GONE = 410;

/** What came of a try: an answer, or why there was none. */
export type Try = {
  headers: Record<string, string>;
  status: number | null;
  error: string | null;
  response: string;
  ms: number;
};

export type DeliveryOutcome = 'delivered' | 'retrying' | 'failed' | 'left-alone';

type Endpoint = { failures: number; given_up: boolean; is_active: boolean };

/** Records what came of a try, unless another one has taken over, and what follows: the next one, or the end. */
// oxlint-disable-next-line house/writes-authorise-and-audit -- the delivery is the record of it
export function recordTry(ctx: Ctx, claim: DeliveryClaim, tried: Try): Promise<DeliveryOutcome> {
  return inTransaction(ctx, async (tx) => {
    // The endpoint first: whoever switches it off holds it, too, before its deliveries.
    await tx.db.$queryRaw`SELECT id FROM webhook_endpoints WHERE id = ${claim.endpoint_id} FOR NO KEY UPDATE`;
    return tried.error === null ? recordArrival(tx, claim, tried) : recordFailure(tx, claim, tried);
  });
}

const lastTry = ({ headers, status, error, response, ms }: Try) => Prisma.sql`
  tried_at = now(), status_code = ${status}::int, error_code = ${error}, duration_ms = ${ms}::int,
  request_headers = ${headers}::jsonb, response = ${response}`;

async function recordArrival(tx: Tx, claim: DeliveryClaim, tried: Try): Promise<DeliveryOutcome> {
  const recorded = await tx.db.$executeRaw`
    UPDATE webhook_deliveries AS delivery SET status = 'DELIVERED', delivered_at = now(), next_try_at = NULL, ${lastTry(tried)}
    WHERE ${isClaimed(claim)}`;
  if (recorded === 0) return 'left-alone';
  await tx.db.$executeRaw`
    UPDATE webhook_endpoints SET failures = 0, failing_since = NULL, rest_until = NULL
    WHERE id = ${claim.endpoint_id} AND failures > 0`;
  return 'delivered';
}

async function recordFailure(tx: Tx, claim: DeliveryClaim, tried: Try): Promise<DeliveryOutcome> {
  const gone = tried.status === GONE;
  const at = gone ? null : nextTry(claim.number);
  const recorded = await tx.db.$executeRaw`
    UPDATE webhook_deliveries AS delivery SET status = ${at ? 'PENDING' : 'FAILED'}::webhook_delivery_status,
      next_try_at = ${at}::timestamptz, ${lastTry(tried)}
    WHERE ${isClaimed(claim)} AND delivery.status = 'PENDING'`;
  if (recorded === 0) return 'left-alone';
  const [endpoint] = await tx.db.$queryRaw<Endpoint[]>`
    UPDATE webhook_endpoints SET failures = failures + 1, failing_since = coalesce(failing_since, now())
    WHERE id = ${claim.endpoint_id}
    RETURNING failures, is_active, failing_since < now() - ${FAILING_DAYS} * interval '1 day' AS given_up`;
  if (!endpoint?.is_active) return 'failed';
  if (gone || endpoint.given_up) {
    const offAt = await switchOff(tx, claim.endpoint_id, gone ? 'GONE' : 'FAILING');
    await enqueue(tx, tellOwnerJob, { endpoint_id: claim.endpoint_id, off_at: offAt.toISOString() });
    return 'failed';
  }
  await tx.db.webhookEndpoint.update({
    where: { id: claim.endpoint_id },
    data: { restUntil: restAfter(endpoint.failures) },
    select: { id: true },
  });
  if (!at) return 'failed';
  await addDelivery(tx, claim, at);
  return 'retrying';
}
