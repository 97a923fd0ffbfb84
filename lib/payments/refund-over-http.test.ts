import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { database } from '../db';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { gateway, type GatewayFault } from '../testing/gateway-server';
import { createPaidOrder } from '../testing/payment-events';
import { jobsOfRefund, passClaim, standingOf } from '../testing/refunds';
import { hurry } from '../testing/workspace-server';
import { carryOutRefund, type RefundOutcome } from './carry-out-refund';
import { refundCharge } from './providers/sandbox-books';
import { sandbox } from './providers/sandbox';
import { requestRefund } from './request-refund';

beforeEach(async () => {
  vi.restoreAllMocks();
  Object.assign(gateway, { faults: [], heard: [], isDead: false });
  await database().$executeRaw`DELETE FROM circuit_breakers`;
});

async function asked(amount?: string) {
  const order = await createPaidOrder({ price: '100.00' });
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const { payment_id } = order;
  const { refund_id } = await requestRefund(admin, { payment_id, reason: 'not needed', amount });
  const carryOut = (tries = 1) => carryOutRefund(testCtx(), { refund_id, tries });
  const given = () =>
    database().sandboxTransaction.findMany({ where: { paymentId: payment_id, kind: 'refund' } });
  /** All of it has gone back, once, and everybody's books say so. */
  const expectGivenOnce = async () => {
    expect(await given()).toMatchObject([{ status: 'succeeded' }]);
    expect(await standingOf(refund_id)).toMatchObject({
      refund: 'SUCCEEDED',
      payment: 'REFUNDED',
      order: 'REFUNDED',
    });
    await expectDataClean(testCtx());
  };
  return { ...order, refund_id, carryOut, given, expectGivenOnce };
}

const calls = () => gateway.heard.map(({ method, path }) => `${method} ${path.split('/')[1]}`);

type Story = { faults: GatewayFault[]; given: boolean; code: string };
const STORIES: Record<string, Story> = {
  'it gives back and never answers': { faults: ['hangs'], given: true, code: 'PAYMENT_TIMEOUT' },
  'it does nothing and never answers': {
    faults: ['hangs_before'],
    given: false,
    code: 'PAYMENT_TIMEOUT',
  },
  'it hangs up before it does anything': {
    faults: ['hangs_up', 'hangs_up', 'hangs_up'],
    given: false,
    code: 'PAYMENT_NETWORK_ERROR',
  },
  'it gives back and hangs up in the middle of the answer, again and again': {
    faults: ['hangs_up_after', 'hangs_up_after', 'hangs_up_after'],
    given: true,
    code: 'PAYMENT_NETWORK_ERROR',
  },
  'it fails before': { faults: ['refuses'], given: false, code: 'PAYMENT_GATEWAY_ERROR' },
  'it gives back and fails afterwards': {
    faults: ['fails_after'],
    given: true,
    code: 'PAYMENT_GATEWAY_ERROR',
  },
};

test.each(Object.entries(STORIES))(
  'when %s, nothing counts as given back until the gateway has said so, and it is given once',
  async (_, { faults, given: isGiven, code }) => {
    if (code === 'PAYMENT_TIMEOUT') hurry();
    const { refund_id, carryOut, given, expectGivenOnce } = await asked();
    gateway.faults = [...faults];
    expect(await carryOut()).toBe('retrying');
    expect(await standingOf(refund_id)).toMatchObject({
      refund: 'PROCESSING',
      payment: 'REFUNDING',
      order: 'PAID',
      error_code: code,
    });
    expect(await given()).toHaveLength(isGiven ? 1 : 0);
    vi.restoreAllMocks();
    gateway.heard = [];
    expect(await carryOut(2)).toBe('refunded');
    // It is asked first, and told again only when it knows of nothing.
    expect(calls()).toEqual(isGiven ? ['GET refunds'] : ['GET refunds', 'POST refunds']);
    await expectGivenOnce();
  },
);

test('an answer that was lost once is asked for again within the call, under the same key', async () => {
  const { carryOut, given } = await asked();
  gateway.faults = ['hangs_up_after'];
  expect(await carryOut()).toBe('refunded');
  const bodies = gateway.heard.map(({ body }) => body);
  expect(bodies).toHaveLength(2);
  expect(new Set(bodies).size).toBe(1);
  expect(await given()).toHaveLength(1);
});

test('of ten at once one calls, and money goes back once', async () => {
  const { carryOut, given } = await asked('30.00');
  const { values, errors } = outcomes<RefundOutcome>(await atOnce(10, () => carryOut()));
  expect(errors).toEqual([]);
  expect(values.filter((value) => value === 'refunded')).toHaveLength(1);
  expect(calls()).toEqual(['POST refunds']);
  expect(await given()).toMatchObject([{ status: 'succeeded' }]);
});

test('two processes that both call, because one was taken for dead, give back once', async () => {
  const { refund_id, carryOut, expectGivenOnce } = await asked();
  hurry();
  gateway.faults = ['hangs'];
  const slow = carryOut();
  await vi.waitFor(() => expect(gateway.heard).toHaveLength(1));
  await passClaim(refund_id);
  expect(await carryOut(2)).toBe('refunded');
  expect(await slow).toBe('left-alone');
  await expectGivenOnce();
});

test.each([
  ['before the gateway has done anything', 'hangs_before', 0],
  ['after the gateway has given back', 'hangs', 1],
] as const)(
  'a process that is killed %s leaves a refund that is carried out once',
  async (_, fault, done) => {
    const { refund_id, carryOut, given, expectGivenOnce } = await asked();
    const program = `
    import { systemContext } from './lib/context.ts';
    import { carryOutRefund } from './lib/payments/carry-out-refund.ts';
    await carryOutRefund(systemContext('test'), { refund_id: ${refund_id}, tries: 1 });`;
    gateway.faults = [fault];
    const args = ['--import', 'tsx', '--input-type=module', '-e', program];
    const child = spawn(process.execPath, args, { env: process.env, stdio: 'inherit' });
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
    await vi.waitFor(
      async () => {
        expect(gateway.heard.length).toBeGreaterThan(0);
        expect(await given()).toHaveLength(done);
      },
      { timeout: 15_000 },
    );
    child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
    expect(await standingOf(refund_id)).toMatchObject({
      refund: 'PROCESSING',
      payment: 'REFUNDING',
      order: 'PAID',
    });
    // Its job is there as before, and waits until the attempt is over for certain.
    expect(await carryOut(2)).toBe('left-alone');
    expect(await jobsOfRefund(refund_id)).toHaveLength(1);
    await passClaim(refund_id);
    gateway.faults = [];
    expect(await carryOut(2)).toBe('refunded');
    await expectGivenOnce();
  },
);

test('what the gateway has given back already by other hands is refused, and said to people', async () => {
  const { payment_id, refund_id, carryOut, given } = await asked();
  const paid = await database().payment.findUniqueOrThrow({ where: { id: payment_id } });
  await refundCharge(testCtx(), {
    key: `by hand of ${payment_id}`,
    of_transaction: paid.transactionId!,
    amount: '60.00',
    currency: 'CNY',
  });
  expect(await carryOut()).toBe('refused');
  expect(await standingOf(refund_id)).toMatchObject({
    refund: 'FAILED',
    payment: 'COMPLETED',
    order: 'PAID',
    error_code: 'REFUND_ERROR',
  });
  expect((await given()).map(({ status }) => status).toSorted()).toEqual(['failed', 'succeeded']);
});

test('the gateway lists what came and went in a time, each line once, over several pages', async () => {
  await database().sandboxTransaction.deleteMany();
  const from = new Date();
  const { payment_id, order_no, carryOut } = await asked();
  await carryOut();
  await database().$executeRaw`
    INSERT INTO sandbox_transactions (kind, transaction_id, idempotency_key, order_no, payment_id, amount, currency, status)
    SELECT 'charge', 'listed-' || n, 'listed-' || n, ${order_no}, ${payment_id}, 1, 'CNY', 'succeeded'
    FROM generate_series(1, 250) AS n`;
  gateway.heard = [];
  const lines = [];
  const call = { signal: AbortSignal.timeout(10_000) };
  for await (const line of sandbox.list!(from, new Date(Date.now() + 1_000), call)) lines.push(line);
  expect(lines).toHaveLength(252);
  expect(new Set(lines.map(({ transaction_id }) => transaction_id)).size).toBe(252);
  expect(lines.filter(({ kind }) => kind === 'refund')).toMatchObject([{ payment_id, amount: '100.00' }]);
  expect(calls().length).toBeGreaterThan(1);
  expect(new Set(calls())).toEqual(new Set(['GET transactions']));
});
