import { expect, it } from 'vitest';
import { answerOf, isFinal, RefusedError } from './answers';

const refusal = (status?: number, errorCode = 'UNKNOWN_ERROR') =>
  new RefusedError({ errorCode, message: '', status });

it.each([401, 403, 404])('a route that answers %i need not be asked again', (status) => {
  expect(isFinal(refusal(status))).toBe(true);
});

it.each([429, 500, 503])('a route that answers %i may say something else later', (status) => {
  expect(isFinal(refusal(status))).toBe(false);
});

it('actions have no status, their code says it', () => {
  expect(isFinal(refusal(undefined, 'RESOURCE_NOT_FOUND'))).toBe(true);
  expect(isFinal(refusal(undefined, 'SERVICE_UNAVAILABLE'))).toBe(false);
});

it('a network that is away may come back', () => {
  expect(isFinal(new TypeError('Failed to fetch'))).toBe(false);
});

it('an action that said no is thrown with its words and its request id', () => {
  const error = {
    error_code: 'PLAN_UNAVAILABLE' as const,
    message: 'Not sold.',
    details: {},
    request_id: 'r1',
  };
  expect(() => answerOf({ ok: false, error })).toThrow(
    expect.objectContaining({ errorCode: 'PLAN_UNAVAILABLE', message: 'Not sold.', requestId: 'r1' }),
  );
  expect(answerOf({ ok: true, data: 7 })).toBe(7);
});
