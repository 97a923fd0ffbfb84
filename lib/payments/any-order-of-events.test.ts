import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { database } from '../db';
import type { AppError } from '../errors';
import { cancelOrder } from '../orders/cancel-order';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createDistributor, createPlan, unique } from '../testing/factories';
import { deliver, moneyOf, notificationOf, reportOf } from '../testing/payment-events';
import { settleAnswer } from './settle-answer';
import { sweepEvents } from './sweep-events';

/** What can happen to one order with two attempts. Each may come before the order is there, several times, in any order. */
const HAPPENINGS = [
  'place',
  'A paid by t1',
  'A paid by t1, other event',
  'A paid by t2',
  'B paid by t3',
  'A charged, t1 answered',
  'A asked about, t1 answered',
  'A asked about, failed',
  'A failed',
  'B failed',
  'A underpaid',
  'A paid in dollars',
  'forged',
  'cancel',
] as const;
type Happening = (typeof HAPPENINGS)[number];

let buyer: Awaited<ReturnType<typeof createDistributor>>;
let planId: number;
beforeAll(async () => {
  buyer = await createDistributor();
  planId = (await createPlan()).id;
});

async function newStory() {
  const [ids] = await database().$queryRaw<{ a: number; b: number }[]>`
    SELECT nextval('payments_id_seq')::int AS a, nextval('payments_id_seq')::int AS b`;
  const { a, b } = ids!;
  const order_no = unique('ORD');
  const [A, B] = [a, b].map((payment_id) => ({
    order_no,
    payment_id,
    currency: 'CNY',
    total_amount: '99.90',
  }));
  const notifications = {
    'A paid by t1': notificationOf(A!, { transaction_id: `${order_no}-t1` }),
    'A paid by t1, other event': notificationOf(A!, { transaction_id: `${order_no}-t1` }),
    'A paid by t2': notificationOf(A!, { transaction_id: `${order_no}-t2` }),
    'B paid by t3': notificationOf(B!, { transaction_id: `${order_no}-t3` }),
    'A failed': notificationOf(A!, { kind: 'failed' }),
    'B failed': notificationOf(B!, { kind: 'failed' }),
    'A underpaid': notificationOf(A!, { amount: '99.89' }),
    'A paid in dollars': notificationOf(A!, { currency: 'USD' }),
    forged: notificationOf(A!),
  };
  const t1 = reportOf(A!, { transaction_id: `${order_no}-t1` });
  const none = reportOf(A!, { kind: 'failed', reason: 'never_arrived', transaction_id: `${order_no}-none` });
  const answers = {
    'A charged, t1 answered': { source: 'CHARGE', report: t1 },
    'A asked about, t1 answered': { source: 'QUERY', report: t1 },
    'A asked about, failed': { source: 'QUERY', report: none },
  } as const;
  notifications.forged.headers['webhook-signature'] = 'v1,Zm9yZ2Vk';

  async function place() {
    await database().$executeRaw`
      WITH placed AS (
        INSERT INTO orders (order_no, type, buyer_user_id, created_by, plan_id, quantity, total_amount, currency,
          expected_count, code_max_uses)
        VALUES (${order_no}, 'CODES', ${buyer.id}, ${buyer.id}, ${planId}, 1, 99.90, 'CNY', 10, 1)
        ON CONFLICT DO NOTHING RETURNING id)
      INSERT INTO payments (id, order_id, provider, method, amount, currency, idempotency_key, reference)
      SELECT payment_id, placed.id, 'sandbox', 'sandbox', 99.90, 'CNY', 'key-' || payment_id, 'reference-' || payment_id
      FROM placed, unnest(ARRAY[${a}::int, ${b}::int]) AS payment_id`;
  }

  async function happen(what: Happening) {
    if (what === 'place') return place();
    if (what === 'cancel') return cancelOrder(userCtx(buyer), { order_no, reason: 'changed my mind' });
    if (what in answers)
      return settleAnswer(testCtx(), { provider: 'sandbox', ...answers[what as keyof typeof answers] });
    return deliver(notifications[what as keyof typeof notifications], unique('address'));
  }

  /** Everything that was told has been looked at once the order is there. */
  async function settleDown() {
    await place();
    await database()
      .$executeRaw`UPDATE payment_events SET retry_at = now() - interval '1 second' WHERE retry_at IS NOT NULL`;
    await sweepEvents(testCtx());
  }
  return { order_no, attempts: { a, b }, happen, settleDown };
}

/** Refusals that belong to the story: forged ones, and cancelling what is not there or is paid. */
const EXPECTED = ['WEBHOOK_REFUSED', 'RESOURCE_NOT_FOUND', 'PERMISSION_DENIED'];

function expectedEnd(told: Set<Happening>, cancelled: boolean) {
  const paid = {
    t1:
      told.has('A paid by t1') ||
      told.has('A paid by t1, other event') ||
      told.has('A charged, t1 answered') ||
      told.has('A asked about, t1 answered'),
    t2: told.has('A paid by t2'),
    t3: told.has('B paid by t3'),
  };
  const transactions = Object.entries(paid).flatMap(([name, came]) => (came ? [name] : []));
  const money = transactions.length > 0;
  const unpaidAttempt = (...failed: Happening[]) =>
    failed.some((one) => told.has(one)) ? 'FAILED' : 'PENDING';
  return {
    status: cancelled ? 'CANCELLED' : money ? 'CONFIRMED' : 'PENDING',
    payment_status: money ? 'PAID' : 'UNPAID',
    transactions,
    attempt_a: paid.t1 || paid.t2 ? 'COMPLETED' : unpaidAttempt('A failed', 'A asked about, failed'),
    attempt_b: paid.t3 ? 'COMPLETED' : unpaidAttempt('B failed'),
    effective: money ? 1 : 0,
    // What is kept is the price of the order, once; everything else goes back.
    kept: money && !cancelled ? 1 : 0,
    amounts: money ? ['99.9'] : [],
    issue_facts: money && !cancelled ? 1 : 0,
  };
}

async function readEnd(order_no: string, { a, b }: { a: number; b: number }) {
  const { order, payments, facts } = await moneyOf(order_no);
  const completed = payments.filter(({ status }) => status === 'COMPLETED');
  const refunds = payments.flatMap((payment) => payment.refunds);
  return {
    status: order.status,
    payment_status: order.paymentStatus,
    transactions: completed
      .map(({ transactionId }) => transactionId?.slice(-2))
      .sort((x, y) => (x! < y! ? -1 : 1)),
    attempt_a: payments.find(({ id }) => id === a)?.status,
    attempt_b: payments.find(({ id }) => id === b)?.status,
    effective: completed.filter(({ purpose }) => purpose === 'ORDER').length,
    kept: completed.length - refunds.length,
    amounts: [...new Set([...completed, ...refunds].map(({ amount }) => amount.toString()))],
    issue_facts: facts.length,
  };
}

const story = fc.record({
  happenings: fc.array(fc.constantFrom(...HAPPENINGS), { minLength: 1, maxLength: 12 }),
  together: fc.boolean(),
});

test('early, late, repeated, reordered, forged, mispriced, failed then succeeded: the end is the same', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ happenings, together }) => {
      const { order_no, attempts, happen, settleDown } = await newStory();
      const errors: unknown[] = [];
      if (together) {
        errors.push(
          ...outcomes(await atOnce(happenings.length, (index) => happen(happenings[index]!))).errors,
        );
      } else {
        for (const what of happenings) await happen(what).catch((error: unknown) => errors.push(error));
      }
      expect(
        errors.map((error) => (error as AppError).errorCode).filter((code) => !EXPECTED.includes(code)),
      ).toEqual([]);
      await settleDown();
      const end = await readEnd(order_no, attempts);
      expect(end).toEqual(expectedEnd(new Set(happenings), end.status === 'CANCELLED'));
    }),
    { numRuns: 60 },
  );
}, 120_000);
