import { afterEach, expect, test, vi } from 'vitest';
import { database } from './db';
import {
  CircuitOpenError,
  PaymentFailedError,
  PaymentGatewayError,
  PaymentNetworkError,
  PaymentTimeoutError,
} from './errors';
import { callOutside } from './outside-call';
import { atOnce, outcomes, testCtx } from './testing/database';
import { unique } from './testing/factories';
import { inTransaction } from './transaction';

const once = (name: string, call: () => Promise<unknown>) =>
  callOutside(testCtx(), { name, repeatable: false }, call);
const lost = () => Promise.reject(new PaymentNetworkError('gone'));
const stateOf = async (name: string) => database().circuitBreaker.findUnique({ where: { name } });
const passTime = (name: string, seconds: number) => database().$executeRaw`
  UPDATE circuit_breakers SET opened_at = opened_at - make_interval(secs => ${seconds}),
    probe_until = probe_until - make_interval(secs => ${seconds}) WHERE name = ${name}`;

async function opened() {
  const name = unique('system');
  for (let failure = 0; failure < 5; failure += 1) await once(name, lost).catch(() => undefined);
  return name;
}

afterEach(() => vi.restoreAllMocks());

test('nothing outside is called while a transaction is open', async () => {
  const call = vi.fn(() => Promise.resolve('answer'));
  const inside = inTransaction(testCtx(), (tx) => callOutside(tx, { name: 'any', repeatable: true }, call));
  await expect(inside).rejects.toThrow('must not be called inside a transaction');
  expect(call).not.toHaveBeenCalled();
});

test('what was lost on the way is sent again, but only under a key, and only if nobody answered', async () => {
  const name = unique('system');
  const calls = { repeatable: 0, single: 0, refused: 0, late: 0 };
  const count = (which: keyof typeof calls, error: Error) => () => {
    calls[which] += 1;
    return Promise.reject(error);
  };
  const ask = (repeatable: boolean, call: () => Promise<never>) =>
    callOutside(testCtx(), { name, repeatable }, call).catch(() => undefined);
  await ask(true, count('repeatable', new PaymentNetworkError('gone')));
  await ask(false, count('single', new PaymentNetworkError('gone')));
  await ask(true, count('refused', new PaymentFailedError('card_declined')));
  await database().circuitBreaker.deleteMany({ where: { name } });
  await ask(true, count('late', new PaymentTimeoutError()));
  expect(calls).toEqual({ repeatable: 3, single: 1, refused: 1, late: 1 });
});

test('a call that is answered the second time is answered', async () => {
  const call = vi.fn().mockRejectedValueOnce(new PaymentNetworkError('gone')).mockResolvedValue('answer');
  expect(await callOutside(testCtx(), { name: unique('system'), repeatable: true }, call)).toBe('answer');
});

test('its time is bounded', async () => {
  const call = ({ signal }: { signal: AbortSignal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new PaymentTimeoutError())));
  const slow = callOutside(testCtx(), { name: unique('system'), repeatable: true, timeoutMs: 50 }, call);
  await expect(slow).rejects.toThrow(PaymentTimeoutError);
});

test('a system that fails five times in a row is left alone, by whichever process', async () => {
  const name = await opened();
  const call = vi.fn(() => Promise.resolve('answer'));
  await expect(once(name, call)).rejects.toThrow(CircuitOpenError);
  expect(call).not.toHaveBeenCalled();
  expect(await stateOf(name)).toMatchObject({ state: 'OPEN', opened: 1, lastError: 'PAYMENT_NETWORK_ERROR' });
  const refused = await once(name, call).catch((error: unknown) => error);
  expect((refused as CircuitOpenError).details.retry_after).toBeGreaterThanOrEqual(14);
});

test('refusals, and answers that blame what was asked, open nothing; one answer forgets the failures before it', async () => {
  const name = unique('system');
  const answers = [new PaymentFailedError('card_declined'), new PaymentGatewayError('bad request', 400)];
  for (let round = 0; round < 4; round += 1)
    for (const error of answers) await once(name, () => Promise.reject(error)).catch(() => undefined);
  expect(await stateOf(name)).toBeNull();
  for (let failure = 0; failure < 4; failure += 1) await once(name, lost).catch(() => undefined);
  await once(name, () => Promise.resolve('well'));
  await once(name, lost).catch(() => undefined);
  expect(await stateOf(name)).toMatchObject({ state: 'CLOSED', failures: 1 });
});

test('an error of the gateway itself counts, and failures of another minute do not', async () => {
  const name = unique('system');
  for (let failure = 0; failure < 4; failure += 1)
    await once(name, () => Promise.reject(new PaymentGatewayError('HTTP 500', 500))).catch(() => undefined);
  await database()
    .$executeRaw`UPDATE circuit_breakers SET window_since = window_since - interval '61 seconds' WHERE name = ${name}`;
  await once(name, lost).catch(() => undefined);
  expect(await stateOf(name)).toMatchObject({ state: 'CLOSED', failures: 1 });
});

test('an error of the gateway itself is known by its status, whatever the gateway calls it', async () => {
  const name = unique('system');
  const said = (code: string, status?: number) => () =>
    Promise.reject(new PaymentGatewayError(code, code, undefined, status));
  for (const [code, status] of [
    ['card_declined', 402],
    ['idempotency_error', 400],
    ['20000', undefined],
  ] as const)
    await once(name, said(code, status)).catch(() => undefined);
  expect(await stateOf(name)).toBeNull();
  for (const [code, status] of [
    ['api_error', 500],
    ['rate_limit', 429],
    ['HTTP 503', 503],
  ] as const)
    await once(name, said(code, status)).catch(() => undefined);
  expect(await stateOf(name)).toMatchObject({ failures: 3 });
});

test('after a while one caller tries, the others do not; when it goes well all are let through again', async () => {
  const name = await opened();
  await passTime(name, 16);
  let calls = 0;
  const slow = async () => {
    calls += 1;
    await new Promise((resolve) => setTimeout(resolve, 100));
  };
  const { values, errors } = outcomes(await atOnce(10, () => once(name, slow)));
  expect({ calls, let: values.length, refused: errors.length }).toEqual({ calls: 1, let: 1, refused: 9 });
  expect(errors.every((error) => error instanceof CircuitOpenError)).toBe(true);
  expect(await stateOf(name)).toMatchObject({ state: 'CLOSED', failures: 0 });
});

test('when the one that tries fails, the system is left alone once more', async () => {
  const name = await opened();
  await passTime(name, 16);
  await expect(once(name, lost)).rejects.toThrow(PaymentNetworkError);
  await expect(once(name, lost)).rejects.toThrow(CircuitOpenError);
  expect(await stateOf(name)).toMatchObject({ state: 'OPEN', opened: 2 });
});

test('one that tries and never comes back is followed by another', async () => {
  const name = await opened();
  await passTime(name, 16);
  await database().$executeRaw`
    UPDATE circuit_breakers SET state = 'HALF_OPEN', probe_until = now() + interval '30 seconds' WHERE name = ${name}`;
  await expect(once(name, () => Promise.resolve('well'))).rejects.toThrow(CircuitOpenError);
  await passTime(name, 31);
  expect(await once(name, () => Promise.resolve('well'))).toBe('well');
});

test('no more than ten calls of a system run at once; far too many are refused without a call', async () => {
  const name = unique('system');
  let [running, most, started] = [0, 0, 0];
  const slow = async () => {
    started += 1;
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 30));
    running -= 1;
  };
  const results = await Promise.allSettled(Array.from({ length: 120 }, () => once(name, slow)));
  const refused = results.filter(({ status }) => status === 'rejected');
  expect({ most, started, refused: refused.length }).toEqual({ most: 10, started: 110, refused: 10 });
  expect(refused[0]).toMatchObject({ reason: { errorCode: 'SERVICE_UNAVAILABLE' } });
});

const about = (name: string, subject: string, error: Error) =>
  callOutside(testCtx(), { name, repeatable: false, subject }, () => Promise.reject(error)).catch(
    (thrown: unknown) => thrown,
  );

test('one thing that a system fails over again and again is no system that fails for everybody', async () => {
  const name = unique('system');
  const broken = new PaymentGatewayError('HTTP 500', 500);
  for (let time = 0; time < 12; time += 1) expect(await about(name, 'one', broken)).toBe(broken);
  expect(await stateOf(name)).toMatchObject({ state: 'CLOSED', failures: 1 });
  for (const subject of ['two', 'three', 'four', 'five']) await about(name, subject, broken);
  expect(await stateOf(name)).toMatchObject({ state: 'OPEN' });
});

test('a system that does not answer is left alone, whatever it is asked about', async () => {
  const name = unique('system');
  for (let time = 0; time < 5; time += 1) await about(name, 'one', new PaymentNetworkError('gone'));
  expect(await stateOf(name)).toMatchObject({ state: 'OPEN' });
});

test('what was lost and then not called again is known as lost, not as never called', async () => {
  const name = unique('system');
  const gone = new PaymentNetworkError('gone');
  for (let time = 0; time < 4; time += 1) await about(name, 'other', gone);
  const asked = callOutside(testCtx(), { name, repeatable: true }, () => Promise.reject(gone));
  await expect(asked).rejects.toBe(gone);
  expect(await stateOf(name)).toMatchObject({ state: 'OPEN' });
});

test('whoever was let through before the system was left alone does not let the others through', async () => {
  const name = unique('system');
  await once(name, lost).catch(() => undefined);
  let isCalled = false;
  let answer: (value: string) => void = () => undefined;
  const slow = once(name, () => {
    isCalled = true;
    return new Promise<string>((resolve) => (answer = resolve));
  });
  await vi.waitFor(() => expect(isCalled).toBe(true));
  for (let failure = 0; failure < 5; failure += 1) await once(name, lost).catch(() => undefined);
  expect(await stateOf(name)).toMatchObject({ state: 'OPEN' });
  answer('late');
  await slow;
  expect(await stateOf(name)).toMatchObject({ state: 'OPEN' });
});
