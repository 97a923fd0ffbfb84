import { expect, test } from 'vitest';
import { ERROR_CODES, ERRORS, errorRow } from './error-catalogue';
import * as errors from './errors';

const { asAppError, AppError } = errors;

test('there are three levels and more: what everything is, what kind it is, what it is', () => {
  const levels = (thrown: object) => {
    const names: string[] = [];
    for (
      let at = Object.getPrototypeOf(thrown) as object;
      at !== Error.prototype;
      at = Object.getPrototypeOf(at) as object
    )
      names.push(at.constructor.name);
    return names;
  };
  expect(levels(new errors.InsufficientStockError('Tea', 1, 2))).toEqual([
    'InsufficientStockError',
    'BusinessError',
    'AppError',
  ]);
  expect(levels(new errors.OrderNotFoundError('ORD1'))).toEqual([
    'OrderNotFoundError',
    'ResourceNotFoundError',
    'AppError',
  ]);
  expect(levels(new errors.PaymentTimeoutError())).toEqual([
    'PaymentTimeoutError',
    'PaymentNetworkError',
    'TechnicalError',
    'AppError',
  ]);
  expect(levels(new errors.PermissionDeniedError('a', 'b'))[1]).toBe('PermissionError');
  expect(levels(new errors.VersionConflictError('x'))[1]).toBe('ConflictError');
});

const TRIGGER = new Error('cause');
test.each([
  [new AppError('x'), 'UNKNOWN_ERROR', 500, {}],
  [new errors.ValidationError('x', 'amount'), 'VALIDATION_ERROR', 400, { field: 'amount' }],
  [new errors.ValidationError('x'), 'VALIDATION_ERROR', 400, {}],
  [
    new errors.InsufficientStockError('Tea', 1, 2),
    'INSUFFICIENT_STOCK',
    400,
    { product_name: 'Tea', available: 1, requested: 2 },
  ],
  [
    new errors.PaymentFailedError('declined', 't1'),
    'PAYMENT_FAILED',
    400,
    { reason: 'declined', transaction_id: 't1' },
  ],
  [
    new errors.OrderNotFoundError('ORD1'),
    'RESOURCE_NOT_FOUND',
    404,
    { resource_type: 'order', resource_id: 'ORD1' },
  ],
  [
    new errors.PaymentNotFoundError(7),
    'RESOURCE_NOT_FOUND',
    404,
    { resource_type: 'payment', resource_id: 7 },
  ],
  [new errors.PaymentGatewayError('no', 'E1'), 'PAYMENT_GATEWAY_ERROR', 502, {}],
  [new errors.PaymentNetworkError('no'), 'PAYMENT_NETWORK_ERROR', 502, {}],
  [new errors.PaymentTimeoutError(), 'PAYMENT_TIMEOUT', 504, {}],
  [new errors.CircuitOpenError('payments.stripe', 9), 'SERVICE_UNAVAILABLE', 503, { retry_after: 9 }],
  [new errors.DatabaseError('orders.update', 'no', TRIGGER), 'DATABASE_ERROR', 500, {}],
  [new errors.PermissionDeniedError('a', 'b'), 'PERMISSION_DENIED', 403, { action: 'a', resource: 'b' }],
  [new errors.UnauthenticatedError(), 'UNAUTHENTICATED', 401, {}],
  [new errors.VersionConflictError('x'), 'VERSION_CONFLICT', 409, {}],
  [new errors.DuplicateRequestError(), 'DUPLICATE_REQUEST', 409, {}],
  [new errors.RateLimitedError(3), 'RATE_LIMITED', 429, { retry_after: 3 }],
])('%s has its code, its status and its public details', (error, errorCode, httpStatus, details) => {
  expect(error).toMatchObject({ errorCode, httpStatus, ...pick(errorRow(error.errorCode)) });
  expect(error.details).toEqual(details);
});

const pick = ({ category, again }: { category: string; again: string }) => ({ category, again });

test('what an outside system or the database said is for the log alone', () => {
  expect(new errors.PaymentGatewayError('gateway words', 'E1')).toMatchObject({
    details: {},
    internal: { gateway_message: 'gateway words', gateway_code: 'E1' },
  });
  expect(new errors.DatabaseError('orders.update', 'x').internal).toMatchObject({
    operation: 'orders.update',
  });
});

test('every code has one row, with a status that belongs to its kind', () => {
  const statuses = {
    input: [400, 405, 413],
    business: [400],
    permission: [401, 403],
    not_found: [404],
    conflict: [409, 422],
    limit: [429],
    technical: [500, 502, 503, 504],
  };
  for (const code of ERROR_CODES)
    expect(statuses[ERRORS[code].category], code).toContain(ERRORS[code].status);
});

test('a failure of the database is one, whoever tells of it; anything else is INTERNAL_ERROR', () => {
  const known = Object.assign(new Error('x'), { name: 'PrismaClientKnownRequestError', code: 'P2002' });
  expect(asAppError(known)).toMatchObject({ errorCode: 'DATABASE_ERROR', cause: known });
  const away = Object.assign(new Error('x'), { name: 'PrismaClientKnownRequestError', code: 'P1001' });
  expect(asAppError(away)).toMatchObject({ errorCode: 'SERVICE_UNAVAILABLE', httpStatus: 503 });
  const file = Object.assign(new Error('x'), { code: 'ENOENT' });
  expect(asAppError(file)).toMatchObject({ errorCode: 'INTERNAL_ERROR', httpStatus: 500 });
  expect(asAppError('thrown as a string')).toMatchObject({ errorCode: 'INTERNAL_ERROR' });
  const ours = new errors.VersionConflictError('x');
  expect(asAppError(ours)).toBe(ours);
});
