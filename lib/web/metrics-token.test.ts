import { beforeEach, expect, test, vi } from 'vitest';
import { ResourceNotFoundError, UnauthenticatedError } from '../errors';

const ENV = { METRICS_TOKEN: 'a-token' };
vi.mock('../env', async (original) => ({
  ...(await original<object>()),
  env: () => ENV,
}));
const { assertMetricsToken } = await import('./metrics-token');

const ask = (authorization?: string) => () =>
  assertMetricsToken(new Headers(authorization === undefined ? {} : { authorization }));

beforeEach(() => {
  ENV.METRICS_TOKEN = 'a-token';
});

test('who brings the token is let through', () => {
  expect(ask('Bearer a-token')).not.toThrow();
  expect(ask('bearer a-token')).not.toThrow();
});

test.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'Bearer a-toke',
  'Bearer a-token2',
  'Basic a-token',
  'Bearer A-TOKEN',
])('who does not is not: %s', (authorization) => {
  expect(ask(authorization)).toThrow(UnauthenticatedError);
});

test('where no token is set, no token is right', () => {
  ENV.METRICS_TOKEN = '';
  for (const authorization of [undefined, 'Bearer ', 'Bearer x'])
    expect(ask(authorization)).toThrow(ResourceNotFoundError);
});
