import { expect, test } from 'vitest';
import type { Ctx } from '../context';
import { database } from '../db';
import { redeemCode } from '../members/redeem-code';
import { sendInvitation } from '../members/send-invitation';
import { publicCtx, testCtx } from '../testing/database';
import { createCode, createDistributor, createTeam, unique } from '../testing/factories';
import { expectDataClean, invariants, tellBreaches, verifyData } from './verify-data';

type Db = Ctx['db'];
type Sold = Awaited<ReturnType<typeof soldCode>>;

/** A code of two uses, one of them redeemed and its invitation sent. */
async function soldCode() {
  await createTeam({ capacity: 3 });
  const { id: codeId, code, order, distributor } = await createCode({ max_uses: 2 });
  const email = `${unique('customer')}@example.com`;
  await redeemCode(publicCtx(), { code, email });
  const { id, teamId } = await database().inviteRecord.findFirstOrThrow({ where: { email } });
  await sendInvitation(testCtx(), { invitation_id: id });
  return {
    codeId,
    code,
    orderId: order.id,
    orderNo: order.orderNo,
    distributorId: distributor.id,
    invitationId: id,
    teamId,
  };
}

class Undone extends Error {}

/** What is reported after `plant` has broken something, which is undone again. */
async function reportedAfter(plant: (db: Db) => Promise<unknown>) {
  let breaches: Awaited<ReturnType<typeof verifyData>> = [];
  const planted = database().$transaction(async (db) => {
    await plant(db);
    breaches = await verifyData({ db });
    throw new Undone();
  });
  await expect(planted).rejects.toBeInstanceOf(Undone);
  return breaches;
}

const long = "now() - interval '1 day'";

/** Somebody is a member by the invitation that was sold; `more` is SQL for further columns and their values. */
function joins(db: Db, { invitationId }: Sold, more: Record<string, string> = {}) {
  const columns = Object.keys(more).map((name) => `, ${name}`);
  const values = Object.values(more).map((value) => `, ${value}`);
  return db.$executeRawUnsafe(`
    INSERT INTO team_members (team_id, email, invite_record_id${columns.join('')})
    SELECT team_id, email, id${values.join('')} FROM invite_records WHERE id = ${invitationId}`);
}

/** An event of one distributor has been on its way to an endpoint of another, or of the same, for a day without a job. */
async function onItsWay(db: Db, distributorId: number, endpointOwner: number) {
  const uid = unique('evt');
  const event = { uid, fact: uid, distributorId, type: 'order.paid', data: {}, occurredAt: new Date() };
  const { id: eventId } = await db.webhookEvent.create({ data: event });
  const { id: endpointId } = await db.webhookEndpoint.create({
    data: {
      distributorId: endpointOwner,
      url: 'https://example.com/',
      events: ['order.paid'],
      secret: 'sealed',
    },
  });
  const nextTryAt = new Date(Date.now() - 86_400_000);
  await db.webhookDelivery.create({ data: { eventId, endpointId, distributorId, nextTryAt } });
}

/** For each invariant a way to break it, and the row that must be named. */
const plants: Record<
  string,
  { break: (db: Db, sold: Sold) => Promise<unknown>; names: (sold: Sold) => string }
> = {
  codes_of_order: {
    break: (db, { orderId }) => db.$executeRaw`
      INSERT INTO redeem_codes (code, order_id, seq, created_by, max_uses)
      SELECT 'ORD' || order_id || '_ZZZZZZZZ', order_id, 2, created_by, 2 FROM redeem_codes WHERE order_id = ${orderId}`,
    names: ({ orderNo }) => orderNo,
  },
  terms_of_code: {
    break: (db, { codeId }) =>
      db.$executeRaw`UPDATE redeem_codes SET expires_at = now() WHERE id = ${codeId}`,
    names: ({ code }) => code,
  },
  status_of_order: {
    break: (db, { orderId }) => db.$executeRaw`UPDATE orders SET status = 'CONFIRMED' WHERE id = ${orderId}`,
    names: ({ orderNo }) => orderNo,
  },
  one_effective_payment: {
    break: async (db, { orderId }) => {
      await db.$executeRaw`DROP INDEX payments_one_effective_per_order`;
      await db.$executeRaw`
        INSERT INTO payments (order_id, provider, method, amount, currency, status, idempotency_key, reference, transaction_id, completed_at)
        SELECT order_id, provider, method, amount, currency, status, 'again', 'again', 'again', now() FROM payments
        WHERE order_id = ${orderId}`;
    },
    names: ({ orderNo }) => orderNo,
  },
  paid_by_payment: {
    break: (db, { orderId }) =>
      db.$executeRaw`UPDATE payments SET status = 'FAILED' WHERE order_id = ${orderId}`,
    names: ({ orderNo }) => orderNo,
  },
  amount_of_payment: {
    break: (db, { orderId }) =>
      db.$executeRaw`UPDATE payments SET amount = amount - 0.01 WHERE order_id = ${orderId}`,
    names: ({ orderNo }) => orderNo,
  },
  refunds_of_payment: {
    break: (db, { orderId }) => db.$executeRaw`
      INSERT INTO refunds (payment_id, amount, kind, reason, idempotency_key)
      SELECT id, amount / 2 + 0.01, 'ORDER', 'twice too much', part FROM payments, unnest(ARRAY['one', 'two']) AS part
      WHERE order_id = ${orderId}`,
    names: () => '',
  },
  status_of_payment: {
    break: (db, { orderId }) =>
      db.$executeRaw`UPDATE payments SET status = 'REFUNDING' WHERE order_id = ${orderId}`,
    names: () => '',
  },
  refunded_order: {
    break: (db, { orderId }) =>
      db.$executeRaw`UPDATE orders SET payment_status = 'PARTIALLY_REFUNDED' WHERE id = ${orderId}`,
    names: ({ orderNo }) => orderNo,
  },
  uses_of_code: {
    break: (db, { codeId }) => db.$executeRaw`UPDATE redeem_codes SET used_count = 0 WHERE id = ${codeId}`,
    names: ({ code }) => code,
  },
  seats_of_team: {
    break: (db, { teamId }) =>
      db.$executeRaw`UPDATE teams SET seats_taken = seats_taken - 1 WHERE id = ${teamId}`,
    names: ({ teamId }) => String(teamId),
  },
  distributor_of_invitation: {
    break: async (db, { invitationId }) => {
      const other = await createDistributor();
      await db.$executeRaw`UPDATE invite_records SET distributor_id = ${other.id} WHERE id = ${invitationId}`;
    },
    names: ({ invitationId }) => String(invitationId),
  },
  member_of_invitation: {
    break: (db, { invitationId }) =>
      db.$executeRaw`UPDATE invite_records SET accepted_at = now() WHERE id = ${invitationId}`,
    names: ({ invitationId }) => String(invitationId),
  },
  status_of_member: {
    break: (db, sold) => joins(db, sold, { status: "'EXPIRED'" }),
    names: () => '',
  },
  sent_invitation: {
    break: (db, { invitationId }) =>
      db.$executeRaw`UPDATE invite_records SET sent_at = NULL WHERE id = ${invitationId}`,
    names: ({ invitationId }) => String(invitationId),
  },
  end_of_invitation: {
    break: (db, { invitationId }) =>
      db.$executeRaw`UPDATE invite_records SET ended_at = now(), end_reason = 'WITHDRAWN' WHERE id = ${invitationId}`,
    names: ({ invitationId }) => String(invitationId),
  },
  counters_of_order: {
    break: (db, { orderId }) =>
      db.$executeRaw`UPDATE code_counters SET depleted = 1 WHERE order_id = ${orderId}`,
    names: ({ orderId }) => String(orderId),
  },
  days_of_distributor: {
    break: (db, { distributorId }) =>
      db.$executeRaw`UPDATE distributor_days SET sent = sent + 1 WHERE distributor_id = ${distributorId}`,
    names: ({ distributorId }) => `${distributorId} on `,
  },
  closed_days_of_orders: {
    break: (db) =>
      db.$executeRaw`
        INSERT INTO order_days (day, currency, placed, paid, paid_codes, revenue) VALUES ('1999-12-31', 'CNY', 1, 1, 1, 1)`,
    names: () => '1999-12-31 in CNY',
  },
  closed_days_of_events: {
    break: (db) =>
      db.$executeRaw`INSERT INTO event_days (day, outcome, events) VALUES ('1999-12-31', 'SETTLED', 1)`,
    names: () => 'SETTLED on 1999-12-31',
  },
  sagas_carried_on: {
    break: (db, { orderNo }) =>
      db.$executeRawUnsafe(`
      INSERT INTO sagas (kind, subject, input, created_at) VALUES ('codes.charge-order', '${orderNo}', '{}', ${long})`),
    names: () => '',
  },
  sagas_as_their_steps: {
    break: (db, { orderNo }) => db.$executeRaw`
      WITH saga AS (
        INSERT INTO sagas (kind, subject, input, status) VALUES ('codes.charge-order', ${orderNo}, '{}', 'DONE') RETURNING id)
      INSERT INTO saga_steps (saga_id, seq, name, status) SELECT id, 1, 'charge', 'FAILED' FROM saga`,
    names: () => '',
  },
  undone_charges_given_back: {
    break: (db, { orderId, orderNo }) => db.$executeRaw`
      WITH saga AS (
        INSERT INTO sagas (kind, subject, input, status)
        SELECT 'codes.charge-order', ${orderNo}, jsonb_build_object('payment_id', id), 'COMPENSATED' FROM payments
        WHERE order_id = ${orderId} RETURNING id)
      INSERT INTO saga_steps (saga_id, seq, name, status) SELECT id, 1, 'charge', 'COMPENSATED' FROM saga`,
    names: () => '',
  },
  unpaid_order: {
    break: (db, { orderId }) =>
      db.$executeRawUnsafe(
        `UPDATE orders SET status = 'PENDING', payment_status = 'UNPAID', paid_at = NULL, expires_at = ${long} WHERE id = ${orderId}`,
      ),
    names: ({ orderNo }) => orderNo,
  },
  unissued_order: {
    break: (db, { orderId }) =>
      db.$executeRawUnsafe(
        `UPDATE orders SET status = 'CONFIRMED', fulfillment_status = 'PROCESSING', updated_at = ${long} WHERE id = ${orderId}`,
      ),
    names: ({ orderNo }) => orderNo,
  },
  unprocessed_event: {
    break: (db) =>
      db.$executeRawUnsafe(
        `INSERT INTO payment_events (provider, event_id, raw_body, verdict, received_at) VALUES ('sandbox', 'lost', '', 'VERIFIED', ${long})`,
      ),
    names: () => '',
  },
  unretried_event: {
    break: (db) =>
      db.$executeRawUnsafe(
        `INSERT INTO payment_events (provider, event_id, raw_body, verdict, outcome, retry_at) VALUES ('sandbox', 'lost', '', 'VERIFIED', 'UNMATCHED', ${long})`,
      ),
    names: () => '',
  },
  undecided_payment: {
    break: (db, { orderId }) => db.$executeRaw`
      INSERT INTO payments (order_id, amount, currency, provider, method, status, idempotency_key, reference, created_at)
      SELECT id, total_amount, currency, 'sandbox', 'sandbox', 'PENDING', 'undecided', 'undecided', now() - interval '4 days'
      FROM orders WHERE id = ${orderId}`,
    names: () => '',
  },
  unfinished_refund: {
    break: (db, { orderId }) => db.$executeRaw`
      INSERT INTO refunds (payment_id, amount, kind, reason, status, idempotency_key, updated_at)
      SELECT id, 1, 'ORDER', 'forgotten', 'PROCESSING', 'forgotten', now() - interval '1 day' FROM payments
      WHERE order_id = ${orderId}`,
    names: () => '',
  },
  unsent_invitation: {
    break: (db, { invitationId }) =>
      db.$executeRawUnsafe(
        `UPDATE invite_records SET status = 'PENDING', sent_at = NULL, created_at = ${long} WHERE id = ${invitationId}`,
      ),
    names: ({ invitationId }) => String(invitationId),
  },
  unexpired_invitation: {
    break: (db, { invitationId }) =>
      db.$executeRawUnsafe(`UPDATE invite_records SET expires_at = ${long} WHERE id = ${invitationId}`),
    names: ({ invitationId }) => String(invitationId),
  },
  unfinished_removal: {
    break: (db, sold) => joins(db, sold, { status: "'REMOVING'", removing_since: long }),
    names: () => '',
  },
  unexpired_membership: {
    break: (db, sold) => joins(db, sold, { valid_until: long }),
    names: () => '',
  },
  unfinished_leave: {
    break: async (db, sold) => {
      await joins(db, sold, { status: "'EXPIRED'", join_started_at: long });
      await db.$executeRaw`
        UPDATE invite_records SET accepted_at = now(), ended_at = now() - interval '3 days', end_reason = 'EXPIRED'
        WHERE id = ${sold.invitationId}`;
    },
    names: () => '',
  },
  delivery_without_job: {
    break: (db, { distributorId }) => onItsWay(db, distributorId, distributorId),
    names: () => '',
  },
  delivery_of_another: {
    break: async (db, { distributorId }) =>
      onItsWay(db, distributorId, (await createDistributor()).distributor.userId),
    names: () => '',
  },
  delivery_to_nobody: {
    break: async (db, { distributorId }) => {
      await onItsWay(db, distributorId, distributorId);
      await db.webhookEndpoint.updateMany({
        data: { isActive: false, disabledReason: 'OWNER', disabledAt: new Date() },
      });
    },
    names: () => '',
  },
};

test('what verbs leave behind is clean', async () => {
  await soldCode();
  await expectDataClean(testCtx());
});

test('every invariant is broken below', () => {
  expect(Object.keys(plants)).toEqual(invariants().map(({ name }) => name));
});

test.each(Object.entries(plants))('%s is reported', async (name, plant) => {
  const sold = await soldCode();
  const breaches = await reportedAfter((db) => plant.break(db, sold));
  const breach = breaches.find((one) => one.name === name);
  expect(breach?.offenders).toHaveLength(1);
  expect(breach?.offenders[0]?.id).toContain(plant.names(sold));
  expect(tellBreaches(breaches)).toContain(`${name}: ${breach?.says}`);
  await expectDataClean(testCtx());
});

test('of many offenders some are shown', async () => {
  await createTeam({ capacity: 100 });
  const [breach] = await reportedAfter(async (db) => {
    await db.$executeRaw`
      INSERT INTO teams (name, account_id, capacity, seats_taken) SELECT 'Lost', 'lost-' || n, 9, 9 FROM generate_series(1, 30) n`;
  });
  expect(breach).toMatchObject({ name: 'seats_of_team', more: true });
  expect(breach?.offenders).toHaveLength(20);
});

test('a test that leaves a breach behind fails', async () => {
  const { teamId } = await soldCode();
  const dirty = database().$transaction(async (db) => {
    await db.$executeRaw`UPDATE teams SET seats_taken = 0 WHERE id = ${teamId}`;
    await expectDataClean({ db });
  });
  await expect(dirty).rejects.toThrow('seats_of_team: ');
});
