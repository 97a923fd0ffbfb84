import { DAY_MS } from '../lib/clock';
import { disableUnusedCodesJob } from '../lib/codes/jobs';
import { database } from '../lib/db';
import { redeemCode } from '../lib/members/redeem-code';
import { recordErrors } from '../lib/monitoring/record-errors';
import { enqueue } from '../lib/queue';
import { publicCtx, testCtx, userCtx } from '../lib/testing/database';
import { createTeam, unique } from '../lib/testing/factories';
import { inTransaction } from '../lib/transaction';
import { createEndpoint } from '../lib/webhooks/create-endpoint';
import type { Role } from '../lib/generated/prisma/enums';

// What pages need to have something on them.

export type Person = { id: number; role: Role; sessionVersion: number };

/** A kind of error that has met an order. */
export async function recordedError(orderNo: string) {
  const last = new Date().toISOString();
  const fingerprint = unique('page').padEnd(32, '0').slice(0, 32);
  const note = {
    fingerprint,
    coarse: fingerprint,
    level: 'ERROR' as const,
    code: 'PAYMENT_GATEWAY_ERROR',
    last,
  };
  const where = {
    type: 'PaymentGatewayError',
    place: 'POST /api/v1/orders/[order_no]/payments',
    frame: 'lib/payments/open-payment.ts',
  };
  const met = { minutes: { [last]: 3 }, orders: [orderNo], payments: [], users: [] };
  const sample = {
    message: 'the payment provider answered: HTTP 500',
    request_id: unique('req'),
    context: { order_no: orderNo },
    stack: 'PaymentGatewayError: HTTP 500',
  };
  await recordErrors(testCtx(), [{ ...note, ...where, ...met, sample }]);
  const { id } = await database().errorEvent.findUniqueOrThrow({ where: { fingerprint } });
  return id;
}

/** A process that has been undone. */
export async function undoneSaga(orderNo: string) {
  const steps = ['order', 'charge', 'confirm', 'issue'].map((name, at) => ({
    seq: at + 1,
    name,
    status: (['DONE', 'COMPENSATED', 'COMPENSATED', 'SKIPPED'] as const)[at],
    attempts: 1,
    compensationAttempts: at === 1 ? 2 : 0,
    input: { order_no: orderNo, card: 'card_ok' },
  }));
  const saga = await database().saga.create({
    data: {
      kind: 'codes.charge-order',
      subject: orderNo,
      input: {},
      status: 'COMPENSATED',
      finishedAt: new Date(),
      steps: { create: steps },
    },
  });
  return saga.id;
}

/** An endpoint with an event that arrived. */
export async function deliveryOf(distributor: Person, url = 'http://127.0.0.1:9/hook') {
  const { id: distributorId } = distributor;
  const { endpoint_id: endpointId } = await createEndpoint(userCtx(distributor), {
    whose: 'me',
    url,
    description: 'The shop',
    events: ['order.paid', 'code.redeemed'],
  });
  const uid = unique('evt');
  const event = {
    uid,
    fact: uid,
    distributorId,
    type: 'order.paid',
    data: { order_no: 'ORD2000000000000001' },
    occurredAt: new Date(),
  };
  const { id: eventId } = await database().webhookEvent.create({ data: event });
  const { id } = await database().webhookDelivery.create({
    data: {
      eventId,
      endpointId,
      distributorId,
      status: 'DELIVERED',
      attempts: 1,
      statusCode: 200,
      durationMs: 84,
      response: 'thank you',
      requestHeaders: { 'webhook-id': uid },
      triedAt: new Date(),
      deliveredAt: new Date(),
    },
  });
  return { id, url };
}

/** A job that no worker will take up by itself, with an error that says why. */
export async function giveUpJob(orderId: number) {
  const id = await inTransaction(testCtx(), (tx) =>
    enqueue(tx, disableUnusedCodesJob, { order_id: orderId }, { runAt: new Date(Date.now() + DAY_MS) }),
  );
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = 'canceling statement due to lock timeout'
    WHERE id = ${id}`;
}

/** An invitation that nobody has accepted, of the code that was issued last. */
export async function openInvitationOf(distributor: Person) {
  const [unused] = await database().redeemCode.findMany({
    where: { createdBy: distributor.id, usedCount: 0 },
    orderBy: { id: 'desc' },
    take: 1,
  });
  await createTeam({ capacity: 50 });
  const email = `${unique('customer')}@example.com`;
  await redeemCode(publicCtx(), { code: unused?.code ?? '', email });
  return database().inviteRecord.findFirstOrThrow({ where: { email } });
}

/** A mail that was written for the distributor. */
export function mailOf(distributor: Person) {
  return database().mail.create({
    data: {
      distributorId: distributor.id,
      recipient: 'customer@example.com',
      subject: 'Your invitation to Team One',
      body: 'You are invited to Team One.\n\nhttp://localhost:3000/i/example',
      key: `page:${distributor.id}:${Date.now()}`,
    },
  });
}
