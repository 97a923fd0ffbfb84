// The program behind `npm run chaos`: buyers, an admin and a provider that go on whatever breaks, and then the count of all money.
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createPlan } from '../lib/catalog/create-plan';
import { buyCodes } from '../lib/codes/buy-codes';
import { startCharge } from '../lib/codes/start-charge';
import { systemContext } from '../lib/context';
import { database, disconnect } from '../lib/db';
import { env } from '../lib/env';
import { AppError } from '../lib/errors';
import { retrySaga } from '../lib/monitoring/retry-saga';
import { turnBackSaga } from '../lib/monitoring/turn-back-saga';
import { tellBreaches, verifyData } from '../lib/monitoring/verify-data';
import { cancelOrder } from '../lib/orders/cancel-order';
import { OUTSIDE_TIMEOUT_MS } from '../lib/outside-call';
import { sandboxNotification } from '../lib/payments/providers/sandbox';
import { SANDBOX_CARD_NAMES } from '../lib/payments/providers/sandbox-cards';
import { requestRefund } from '../lib/payments/request-refund';
import { retryRefund } from '../lib/payments/retry-refund';
import { userCtx } from '../lib/testing/database';
import { createDistributor, createUser } from '../lib/testing/factories';
import { gateway, startGateway, type GatewayFault } from '../lib/testing/gateway-server';

const FAULTS: GatewayFault[] = ['hangs', 'hangs_up', 'hangs_up_after', 'fails_after', 'refuses'];
const PARTS = ['web', 'worker', 'worker-2'] as const;
const BUYERS = 4;
const PATIENCE_MS = 600_000;

const { values } = parseArgs({
  options: { orders: { type: 'string', default: '120' }, keep: { type: 'boolean', default: false } },
});
const orders = Number(values.orders);
const told = {
  orders: 0,
  charges: 0,
  callbacks: 0,
  cancelled: 0,
  refunds: 0,
  kills: 0,
  faults: 0,
  refused: 0,
};
const storm = { rages: true };
const orderNos: string[] = [];
process.on('message', (said: { killed?: boolean }) => (told.kills += said.killed ? 1 : 0));

const one = <T>(of: readonly T[]) => of[randomInt(of.length)]!;
const chance = (percent: number) => randomInt(100) < percent;

/** What people are told is no fault; everything that nobody planned is. */
async function asked<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    told.refused += 1;
    return undefined;
  }
}

type People = { buyer: ReturnType<typeof userCtx>; admin: ReturnType<typeof userCtx>; plan_id: number };

async function people(): Promise<People> {
  const plan = await createPlan(systemContext('chaos'), {
    name: 'Chaos',
    price: '9.90',
    currency: 'CNY',
    code_count: 30,
    code_max_uses: 1,
    expires_days: null,
    validity_days: null,
  });
  return {
    buyer: userCtx(await createDistributor()),
    admin: userCtx(await createUser({ role: 'ADMIN' })),
    plan_id: plan.id,
  };
}

async function buyOne({ buyer, plan_id }: People) {
  const bought = await asked(() => buyCodes({ ...buyer, requestId: randomUUID() }, { plan_id, quantity: 1 }));
  if (!bought) return;
  told.orders += 1;
  const { order_no } = bought;
  orderNos.push(order_no);
  if (chance(60)) {
    const card = chance(50) ? 'card_ok' : one(SANDBOX_CARD_NAMES.filter((name) => name !== 'card_slow'));
    if (await asked(() => startCharge(buyer, { order_no, card }))) told.charges += 1;
  } else await notify(order_no, bought.payment_id);
  await sleep(randomInt(1_500));
}

/** An admin who cancels orders wherever they stand, and gives payments back, in whole, in part and twice at once. */
async function administrate({ admin }: People) {
  while (storm.rages) {
    await sleep(randomInt(1_500));
    const order_no = orderNos[randomInt(orderNos.length || 1)];
    if (!order_no) continue;
    if (chance(30) && (await asked(() => cancelOrder(admin, { order_no, reason: 'chaos' }))))
      told.cancelled += 1;
    const paid = await database().payment.findFirst({
      where: { order: { orderNo: order_no }, status: 'COMPLETED' },
    });
    if (!paid || !chance(40)) continue;
    const amount = chance(50) ? '3.30' : undefined;
    const refunds = await Promise.all(
      [1, 2].map(() => asked(() => requestRefund(admin, { payment_id: paid.id, reason: 'chaos', amount }))),
    );
    told.refunds += refunds.filter(Boolean).length;
  }
}

/** The provider tells of a page that was paid: several times, out of order, sometimes falsely, and again where nobody hears it. */
async function notify(order_no: string, payment_id: number) {
  const { amount, currency, idempotencyKey } = await database().payment.findUniqueOrThrow({
    where: { id: payment_id },
  });
  const true_ = {
    order_no,
    payment_id,
    amount: amount.toFixed(2),
    currency,
    transaction_id: `txn-${idempotencyKey}`,
  };
  const paid = await database().$executeRaw`
    UPDATE sandbox_transactions SET status = 'succeeded' WHERE idempotency_key = ${idempotencyKey} AND status = 'pending'`;
  // A page that could not be opened has no payer.
  if (paid === 0) return;
  const success = sandboxNotification({ kind: 'succeeded', ...true_ });
  const calls = [success, success, sandboxNotification({ kind: 'failed', ...true_ })];
  if (chance(30)) calls.push(sandboxNotification({ kind: 'succeeded', ...true_, amount: '0.01' }));
  if (chance(30))
    calls.push({ ...success, headers: { ...success.headers, 'webhook-signature': 'v1,forged' } });
  await Promise.all(
    calls
      .sort(() => randomInt(3) - 1)
      .map(async ({ body, headers }) => {
        const url = new URL('/api/v1/payments/sandbox/notify', env().NEXTAUTH_URL);
        // Where nobody ever hears it, asking the provider finds it.
        for (let tries = 0; tries < 4; tries += 1) {
          told.callbacks += 1;
          const heard = await fetch(url, {
            method: 'POST',
            body,
            headers,
            signal: AbortSignal.timeout(10_000),
          }).catch(() => undefined);
          if (heard) return;
          await sleep(1_000);
        }
      }),
  );
}

async function rage() {
  while (storm.rages) {
    await sleep(500 + randomInt(1_500));
    if (chance(30)) process.send?.({ kill: one(PARTS) });
    const faults = Array.from({ length: randomInt(4) }, () => one(FAULTS));
    gateway.faults.push(...faults);
    told.faults += faults.length;
  }
  gateway.faults.length = 0;
}

/** Helps along what waits for its time or for a person, as an admin would, until nothing moves any more. */
async function comeToRest({ admin }: People) {
  // As long as a call may take: then none is on its way any more.
  await sleep(OUTSIDE_TIMEOUT_MS);
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(2_000)) {
    await database().$executeRaw`
      UPDATE orders AS o SET expires_at = now() WHERE status = 'PENDING' AND payment_status = 'UNPAID' AND expires_at > now()
        AND NOT EXISTS (SELECT FROM sagas WHERE subject = o.order_no AND status IN ('RUNNING', 'COMPENSATING', 'STUCK'))
        AND NOT EXISTS (SELECT FROM payments WHERE order_id = o.id AND status = 'TIMEOUT')`;
    await database()
      .$executeRaw`UPDATE circuit_breakers SET opened_at = opened_at - interval '1 minute' WHERE opened_at IS NOT NULL`;
    await database().$executeRaw`
      UPDATE sandbox_transactions SET expires_at = now() WHERE status = 'pending' AND kind = 'charge'`;
    await database().$executeRaw`
      UPDATE payments SET created_at = created_at - interval '1 hour', called_at = called_at - interval '1 hour', ask_at = CASE WHEN ask_at IS NOT NULL THEN now() END
      WHERE status IN ('PENDING', 'TIMEOUT') AND created_at > now() - interval '30 minutes'`;
    await database()
      .$executeRaw`UPDATE refunds SET claimed_until = now() WHERE claimed_until > now() + interval '1 minute'`;
    await database()
      .$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL AND attempts < max_attempts`;
    for (const { id } of await database().saga.findMany({ where: { status: 'STUCK' }, select: { id: true } }))
      await asked(() => (chance(50) ? retrySaga(admin, { id }) : turnBackSaga(admin, { id })));
    for (const { id } of await database().refund.findMany({
      where: { status: 'FAILED' },
      select: { id: true },
    }))
      await asked(() => retryRefund(admin, { refund_id: id }));
    const [moving] = await database().$queryRaw<{ count: number }[]>`
      SELECT ((SELECT count(*) FROM sagas WHERE status NOT IN ('DONE', 'COMPENSATED'))
        + (SELECT count(*) FROM refunds WHERE status IN ('REQUESTED', 'PROCESSING', 'FAILED'))
        + (SELECT count(*) FROM payments WHERE status IN ('PENDING', 'TIMEOUT', 'REFUNDING'))
        + (SELECT count(*) FROM orders WHERE status = 'CONFIRMED'))::int AS count`;
    if (moving?.count === 0) return;
  }
  throw new Error('it does not come to rest');
}

/** What the gateway holds of everybody's money, and what our books say it holds. */
async function countMoney() {
  const [money] = await database().$queryRaw<
    (Record<'charged' | 'given_back' | 'paid' | 'refunded', string> & { cancelled_and_kept: number })[]
  >`
    SELECT
      (SELECT coalesce(sum(amount), 0) FROM sandbox_transactions WHERE kind = 'charge' AND status = 'succeeded')::text AS charged,
      (SELECT coalesce(sum(amount), 0) FROM sandbox_transactions WHERE kind = 'refund' AND status = 'succeeded')::text AS given_back,
      (SELECT coalesce(sum(amount), 0) FROM payments WHERE status IN ('COMPLETED', 'REFUNDED'))::text AS paid,
      (SELECT coalesce(sum(amount), 0) FROM refunds WHERE status = 'SUCCEEDED')::text AS refunded,
      (SELECT count(*) FROM orders WHERE status = 'CANCELLED' AND payment_status IN ('PAID', 'PARTIALLY_REFUNDED'))::int
        AS cancelled_and_kept`;
  return money!;
}

const url = await startGateway(Number(process.env.CHAOS_GATEWAY_PORT));
console.log(`A gateway full of faults at ${url}; ${orders} orders by ${BUYERS} buyers`);
const who = await people();
const over = rage();
const admin = administrate(who);
let placed = 0;
const buyers = Array.from({ length: BUYERS }, async () => {
  while ((placed += 1) <= orders) await buyOne(who);
});
await Promise.all(buyers);
storm.rages = false;
await Promise.all([over, admin]);
console.log('Calm. Waiting until nothing moves any more …');
await comeToRest(who);
const breaches = await verifyData(systemContext('chaos'));
const money = await countMoney();
const orders_end_as = await database().$queryRaw`
  SELECT status, payment_status, count(*)::int FROM orders GROUP BY 1, 2 ORDER BY 1, 2`;
console.log(JSON.stringify({ ...told, money }, null, 2));
console.table(orders_end_as);
const agrees =
  money.charged === money.paid && money.given_back === money.refunded && money.cancelled_and_kept === 0;
if (breaches.length > 0) console.error(tellBreaches(breaches));
if (!agrees) console.error('Our books and those of the gateway differ.');
console.log(breaches.length === 0 && agrees ? 'Nothing lost, doubled or invented.' : 'FAILED');
process.exitCode = breaches.length === 0 && agrees ? 0 : 1;
await disconnect();
process.exit();
