import fc from 'fast-check';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { database } from '../db';
import { type AppError, PaymentTimeoutError } from '../errors';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createPaidOrder, moneyOf } from '../testing/payment-events';
import { playRefundGateway, refuses, type Act } from '../testing/refund-gateway';
import { passClaim } from '../testing/refunds';
import { approveRefund } from './approve-refund';
import { carryOutRefund } from './carry-out-refund';
import { rejectRefund } from './reject-refund';
import { requestOrderRefund } from './request-order-refund';
import { requestRefund } from './request-refund';
import { retryRefund } from './retry-refund';

const HAPPENINGS = [
  'ask part',
  'ask large',
  'ask all',
  'ask for order',
  'approve',
  'reject',
  'carry out',
  'retry',
  'claim passes',
] as const;
const ENDS = ['well', 'refused', 'lost', 'lost after', 'slow'] as const;
type Happening = (typeof HAPPENINGS)[number];

const ACTS: Record<(typeof ENDS)[number], Act> = {
  well: (_, carryOut) => Promise.resolve(carryOut()),
  refused: refuses,
  lost: () => Promise.reject(new PaymentTimeoutError()),
  'lost after': (_, carryOut) => {
    carryOut();
    return Promise.reject(new PaymentTimeoutError());
  },
  slow: (call) => Promise.resolve({ status: 'processing', provider_refund_id: `slow-${call.refund_id}` }),
};

let admins: ReturnType<typeof userCtx>[];
beforeAll(async () => {
  admins = [];
  for (let index = 0; index < 2; index += 1) admins.push(userCtx(await createUser({ role: 'ADMIN' })));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const story = fc.record({
  happenings: fc.array(fc.constantFrom<Happening>(...HAPPENINGS), { minLength: 3, maxLength: 12 }),
  ends: fc.array(fc.constantFrom(...ENDS), { maxLength: 8 }),
  together: fc.boolean(),
});

/** Refusals that belong to the story. */
const EXPECTED = new Set(['REFUND_NOT_ALLOWED', 'INVALID_STATE_TRANSITION', 'SECOND_PERSON_NEEDED']);

test('however requests, approvals, answers and crashes fall together: no more goes back than was paid, and the books say what left', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ happenings, ends, together }) => {
      // What failed in the story before must not keep the provider from being called in this one.
      await database().circuitBreaker.deleteMany();
      const gateway = playRefundGateway();
      gateway.play(...ends.map((end) => ACTS[end]));
      const { order_no, order_id, payment_id } = await createPaidOrder({ price: '30000.00' });
      const refunds = async () => (await moneyOf(order_no)).payments.flatMap((payment) => payment.refunds);

      async function happen(what: Happening) {
        const [asker, other] = admins as [(typeof admins)[0], (typeof admins)[0]];
        const ask = (amount?: string) => requestRefund(asker, { payment_id, reason: 'x', amount });
        if (what === 'ask part') return ask('7000.00');
        if (what === 'ask large') return ask('15000.00');
        if (what === 'ask all') return ask();
        if (what === 'ask for order') return requestOrderRefund(testCtx(), { order_id });
        for (const { id: refund_id } of await refunds()) {
          if (what === 'approve') await approveRefund(other, { refund_id });
          if (what === 'reject') await rejectRefund(other, { refund_id, reason: 'no' });
          if (what === 'carry out') await carryOutRefund(testCtx(), { refund_id, tries: 10 });
          if (what === 'retry') await retryRefund(asker, { refund_id });
          if (what === 'claim passes') await passClaim(refund_id);
        }
        return null;
      }
      const errors: unknown[] = [];
      if (together)
        errors.push(
          ...outcomes(await atOnce(happenings.length, (index) => happen(happenings[index]!))).errors,
        );
      else for (const what of happenings) await happen(what).catch((error: unknown) => errors.push(error));
      for (const error of errors) expect(EXPECTED, String(error)).toContain((error as AppError).errorCode);
      await expectDataClean(testCtx());

      // The jobs go on until the provider has ended everything that was agreed to.
      for (let round = 0; round < 12; round += 1)
        for (const { id } of await refunds()) {
          await passClaim(id);
          await carryOutRefund(testCtx(), { refund_id: id, tries: 1 });
        }
      const { order, payments } = await moneyOf(order_no);
      const sum = (status: string) =>
        payments[0]!.refunds
          .filter((refund) => refund.status === status)
          .reduce((total, { amount }) => total + Number(amount), 0);
      const given = sum('SUCCEEDED');
      expect(given).toBeLessThanOrEqual(30_000);
      expect(sum('PROCESSING')).toBe(0);
      // One that failed without an answer may have left: nothing else may.
      const left = gateway.givenFor(payment_id) / 100;
      expect(left).toBeGreaterThanOrEqual(given);
      expect(left).toBeLessThanOrEqual(given + sum('FAILED'));
      expect(left).toBeLessThanOrEqual(30_000);
      const derived = given === 0 ? 'PAID' : given < 30_000 ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
      expect([order.paymentStatus, payments[0]!.status]).toEqual([
        derived,
        derived === 'REFUNDED' ? 'REFUNDED' : 'COMPLETED',
      ]);
      await expectDataClean(testCtx());
    }),
    { numRuns: 25 },
  );
}, 300_000);
