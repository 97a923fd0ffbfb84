import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { PermissionDeniedError } from '../errors';
import { measureRequest, metrics } from '../metrics';
import { userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { getRequestFigures, percentile } from './get-request-figures';

beforeEach(() => metrics().requests.reset());

const plans = (status: number, ms: number) =>
  measureRequest({ method: 'GET', route: '/api/v1/plans', status }, ms);

test('percentiles and shares are of all answers of a route', async () => {
  for (let count = 0; count < 96; count += 1) plans(200, 7);
  for (let count = 0; count < 3; count += 1) plans(404, 40);
  plans(500, 2_000);
  measureRequest({ method: 'POST', route: '/api/v1/public/redeem', status: 200 }, 20_000);
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const { routes, since } = await getRequestFigures(admin);
  expect(Date.parse(since)).toBeLessThan(Date.now());
  const [first, second] = routes;
  expect(first).toMatchObject({
    method: 'GET',
    route: '/api/v1/plans',
    count: 100,
    refused: 0.03,
    failed: 0.01,
  });
  expect(first!.p50).toBeGreaterThan(5);
  expect(first!.p95).toBeLessThanOrEqual(10);
  expect(first!.p99).toBeGreaterThan(25);
  expect(first!.p99).toBeLessThanOrEqual(50);
  expect(second).toMatchObject({ count: 1, p50: null, p99: null });
});

test('a percentile lies within the bounds of the answer that it stands for', () => {
  const bounds = [0.01, 0.1, 1];
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 }),
      (answers) => {
        const upTo = new Map(bounds.map((bound) => [bound, answers.filter((one) => one <= bound).length]));
        const exact = answers.toSorted((a, b) => a - b)[Math.ceil(answers.length * 0.95) - 1]!;
        const read = percentile(upTo, answers.length, 0.95)!;
        const least = bounds.findLast((bound) => bound < exact) ?? 0;
        const most = bounds.find((bound) => bound >= exact)!;
        expect(read).toBeGreaterThanOrEqual(least);
        expect(read).toBeLessThanOrEqual(most);
      },
    ),
  );
});

test('how quickly requests are answered is for administrators', async () => {
  const operator = userCtx(await createUser({ role: 'OPERATOR' }));
  await expect(getRequestFigures(operator)).rejects.toBeInstanceOf(PermissionDeniedError);
});
