import { recordAudit } from '../lib/audit';
import type { Ctx, Tx } from '../lib/context';
import { Prisma } from '../lib/db';
import { ordersMoved } from '../lib/orders/jobs';
import { inTransaction } from '../lib/transaction';
import { newSecret } from '../lib/webhooks/endpoint-secret';
import { DELIVERY_JOBS } from '../lib/webhooks/jobs';
import { tellOrder } from '../lib/webhooks/tell-order';
import type { Business } from './seed-business';
import { as, distributorOf } from './seed-purchase';
import { age, DAY } from './seed-time';

/** An endpoint of the first distributor, and what it was told of the last orders. */
export async function seedWebhooks(ctx: Ctx, { shops }: Business) {
  const star = shops.get('Morning Star Digital');
  if (!star) throw new Error('there is no first distributor');
  await inTransaction(ctx, async (tx) => {
    await addEndpoint(tx, star);
    const orders = await tx.db.order.findMany({
      where: { buyerUserId: star, paidAt: { not: null } },
      orderBy: { id: 'desc' },
      take: 4,
      select: { id: true },
    });
    for (const { id } of orders.toReversed()) await tellOrder(tx, { order_id: id });
    await arrive(tx);
  });
}

async function addEndpoint(tx: Tx, distributorId: number) {
  const endpoint = {
    url: 'https://hooks.morning-star.example/tributary',
    description: 'ERP',
    events: ['order.paid', 'codes.issued'],
  };
  const { id } = await tx.db.webhookEndpoint.create({
    data: { ...endpoint, distributorId, secret: newSecret().sealed },
    select: { id: true },
  });
  await recordAudit(as(tx, distributorOf(distributorId)), {
    action: 'webhooks.create-endpoint',
    entity: 'webhook_endpoint',
    entityId: id,
    after: { distributor_id: distributorId, ...endpoint },
  });
  await age(tx, 'webhook_endpoints', ['created_at', 'updated_at'], 20 * DAY, Prisma.sql`id = ${id}`);
  const told = Prisma.sql`entity = 'webhook_endpoint' AND entity_id = ${String(id)}`;
  await age(tx, 'audit_log', ['created_at'], 20 * DAY, told);
}

/** All of it arrived when it happened; nobody is to be told now. One was answered late enough to be tried twice. */
async function arrive({ db }: Tx) {
  await db.$executeRaw`
    UPDATE webhook_events SET created_at = occurred_at + interval '1 second'`;
  await db.$executeRaw`
    UPDATE webhook_deliveries AS delivery SET status = 'DELIVERED', next_try_at = NULL, status_code = 200,
      attempts = 1 + (delivery.id % 4 = 2)::int, response = '{"ok":true}', duration_ms = 90 + delivery.id * 37 % 160,
      created_at = event.created_at, tried_at = event.created_at + interval '1 second',
      delivered_at = event.created_at + interval '1 second',
      request_headers = jsonb_build_object('content-type', 'application/json', 'webhook-id', event.uid)
    FROM webhook_events AS event WHERE event.id = delivery.event_id`;
  // What made orders move is told above, as far as it is told at all.
  await db.$executeRaw`
    DELETE FROM graphile_worker._private_jobs WHERE key LIKE ${`${DELIVERY_JOBS}%`} OR task_id = (
      SELECT id FROM graphile_worker._private_tasks WHERE identifier = ${ordersMoved.name})`;
}
