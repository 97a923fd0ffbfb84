import fc from 'fast-check';
import { expect, test } from 'vitest';
import { routeOf } from './route-of';

test.each([
  ['/api/health', {}, '/api/health'],
  ['/api/v1/distributors/42/codes', { id: '42' }, '/api/v1/distributors/[id]/codes'],
  ['/api/v1/payments/sandbox/notify', { provider: 'sandbox' }, '/api/v1/payments/[provider]/notify'],
  ['/api/v1/orders/a%20b/payments', { order_no: 'a b' }, '/api/v1/orders/[order_no]/payments'],
  ['/api/v1/orders/a%20b/payments', { order_no: 'a%20b' }, '/api/v1/orders/[order_no]/payments'],
  ['/api/auth/callback/credentials', { nextauth: ['callback', 'credentials'] }, '/api/auth/[...nextauth]'],
  ['/api/what/ever', { unknown: ['what', 'ever'] }, '/api/[...unknown]'],
])('%s', (pathname, params, route) => {
  expect(routeOf(pathname, params)).toBe(route);
});

test('whatever is asked for, one route is few templates', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), (raw) => {
      const value = raw.toWellFormed();
      seen.add(routeOf(`/api/v1/orders/${encodeURIComponent(value)}/payments`, { order_no: value }));
      seen.add(
        routeOf(`/api/v1/orders/${encodeURIComponent(value)}/payments`, {
          order_no: encodeURIComponent(value),
        }),
      );
    }),
    { examples: [['orders'], ['payments'], ['v1'], ['%'], ['%2F'], ['a/b']], numRuns: 500 },
  );
  expect([...seen].every((route) => !/[^a-z0-9/[\]_]/.test(route))).toBe(true);
  expect(seen.size).toBeLessThanOrEqual(6);
});
