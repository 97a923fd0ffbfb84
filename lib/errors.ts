/**
 * The errors people and programs may see. `message` is for developers and goes to the log only; what is answered is the
 * code, the text of the catalogue under that code, and `details`.
 */
export const ERROR_CODES = [
  'UNKNOWN_ERROR',
  'INTERNAL_ERROR',
  'VALIDATION_ERROR',
  'REQUEST_TOO_LARGE',
  'UNAUTHENTICATED',
  'INVALID_CREDENTIALS',
  'WRONG_PASSWORD',
  'PASSWORD_UNSAFE',
  'PASSWORD_LINK_EXPIRED',
  'PASSWORD_LINK_USED',
  'EMAIL_TAKEN',
  'LAST_ADMIN',
  'SLUG_TAKEN',
  'LOGO_TOO_LARGE',
  'LOGO_UNREADABLE',
  'LOGO_DIMENSIONS',
  'TOO_MANY_API_KEYS',
  'PERMISSION_DENIED',
  'ORIGIN_REFUSED',
  'RESOURCE_NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'INVALID_STATE_TRANSITION',
  'VERSION_CONFLICT',
  'DUPLICATE_REQUEST',
  'IDEMPOTENCY_KEY_REUSED',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
  'DATABASE_ERROR',
  'PLAN_UNAVAILABLE',
  'TOO_MANY_CODES',
  'CODES_NOT_UNIQUE',
  'ORDER_NOT_PAYABLE',
  'PAYMENT_FAILED',
  'PAYMENT_GATEWAY_ERROR',
  'PAYMENT_NETWORK_ERROR',
  'PAYMENT_TIMEOUT',
  'PAYMENT_UNEXPECTED_ERROR',
  'REFUND_ERROR',
  'REFUND_NOT_ALLOWED',
  'WEBHOOK_REFUSED',
  'INSUFFICIENT_STOCK',
  'ORDER_ENDED',
  'CODE_NOT_FOUND',
  'CODE_INACTIVE',
  'CODE_EXPIRED',
  'CODE_DEPLETED',
  'SEATS_EXHAUSTED',
  'SEATS_TAKEN',
  'ACCOUNT_TAKEN',
  'INVITATION_ENDED',
  'INVITATION_ACCEPTED',
  'INVITATION_RESENT_OUT',
  'MAIL_REFUSED',
  'MAIL_FAILED',
  'WORKSPACE_UNAVAILABLE',
  'WORKSPACE_REFUSED',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
export type PublicDetails = Record<string, string | number | boolean | null | string[]>;

type ErrorFacts = {
  errorCode?: ErrorCode;
  httpStatus?: number;
  /** Shown to the caller. */
  details?: PublicDetails;
  /** Written to the log only. */
  internal?: Record<string, unknown>;
  cause?: unknown;
};

export class AppError extends Error {
  readonly errorCode: ErrorCode;
  readonly httpStatus: number;
  readonly details: PublicDetails;
  readonly internal: Record<string, unknown>;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, { cause: facts.cause });
    this.name = new.target.name;
    this.errorCode = facts.errorCode ?? 'UNKNOWN_ERROR';
    this.httpStatus = facts.httpStatus ?? 500;
    this.details = facts.details ?? {};
    this.internal = facts.internal ?? {};
  }
}

/** The caller can mend it: other input, another code, another moment. */
export class BusinessError extends AppError {
  constructor(message: string, facts: ErrorFacts & { errorCode: ErrorCode }) {
    super(message, { httpStatus: 400, ...facts });
  }
}

/** The caller can only wait. */
export class TechnicalError extends AppError {
  constructor(message: string, facts: ErrorFacts & { errorCode: ErrorCode }) {
    super(message, { httpStatus: 500, ...facts });
  }
}

export class ResourceNotFoundError extends AppError {
  constructor(
    resourceType: string,
    resourceId: string | number,
    errorCode: ErrorCode = 'RESOURCE_NOT_FOUND',
  ) {
    super(`${resourceType} ${resourceId} not found`, {
      errorCode,
      httpStatus: 404,
      details: { resource_type: resourceType, resource_id: resourceId },
    });
  }
}

export class OrderNotFoundError extends ResourceNotFoundError {
  constructor(order: string | number) {
    super('order', order);
  }
}

export class PaymentNotFoundError extends ResourceNotFoundError {
  constructor(payment: string | number) {
    super('payment', payment);
  }
}

export class PermissionDeniedError extends AppError {
  constructor(action: string, resource: string) {
    super(`${action} on ${resource} denied`, {
      errorCode: 'PERMISSION_DENIED',
      httpStatus: 403,
      details: { action, resource },
    });
  }
}

export class UnauthenticatedError extends AppError {
  constructor(message = 'nobody is signed in') {
    super(message, { errorCode: 'UNAUTHENTICATED', httpStatus: 401 });
  }
}

export class ValidationError extends BusinessError {
  /** @param field the path of the field that is wrong, for example "items.0.quantity" */
  constructor(message: string, field?: string) {
    super(message, { errorCode: 'VALIDATION_ERROR', details: field ? { field } : {} });
  }
}

/** The thing has moved on meanwhile, or the request stands in another's way. */
export class ConflictError extends AppError {
  constructor(message: string, facts: ErrorFacts & { errorCode: ErrorCode }) {
    super(message, { httpStatus: 409, ...facts });
  }
}

export class InvalidStateTransitionError extends ConflictError {
  constructor(entity: string, from: string, to: string) {
    super(`${entity} cannot move from ${from} to ${to}`, {
      errorCode: 'INVALID_STATE_TRANSITION',
      details: { field: 'status', entity, from: from.toLowerCase(), to: to.toLowerCase() },
    });
  }
}

export class RateLimitedError extends AppError {
  /** @param retryAfter seconds until the next attempt may succeed */
  constructor(readonly retryAfter: number) {
    super('rate limit reached', {
      errorCode: 'RATE_LIMITED',
      httpStatus: 429,
      details: { retry_after: retryAfter },
    });
  }
}

export class ServiceUnavailableError extends TechnicalError {
  constructor(message: string, cause?: unknown) {
    super(message, { errorCode: 'SERVICE_UNAVAILABLE', httpStatus: 503, cause });
  }
}

/** The payer's provider said no. `reason` tells people what to do about it. */
export class PaymentFailedError extends BusinessError {
  constructor(reason: string, transactionId: string | null = null) {
    super(`payment failed: ${reason}`, {
      errorCode: 'PAYMENT_FAILED',
      details: { reason, transaction_id: transactionId },
    });
  }
}

/** The provider answered, and could not do it. What it said is for the log. */
export class PaymentGatewayError extends TechnicalError {
  constructor(gatewayMessage: string, gatewayCode?: string | number, cause?: unknown) {
    super(`the payment provider answered: ${gatewayMessage}`, {
      errorCode: 'PAYMENT_GATEWAY_ERROR',
      httpStatus: 502,
      internal: { gateway_message: gatewayMessage, gateway_code: gatewayCode ?? null },
      cause,
    });
  }
}

/** Whether the provider has heard us is not known. */
export class PaymentNetworkError extends TechnicalError {
  constructor(message: string, cause?: unknown, facts: Partial<ErrorFacts> = {}) {
    super(message, { errorCode: 'PAYMENT_NETWORK_ERROR', httpStatus: 502, cause, ...facts });
  }
}

export class PaymentTimeoutError extends PaymentNetworkError {
  constructor(cause?: unknown) {
    super('the payment provider did not answer in time', cause, {
      errorCode: 'PAYMENT_TIMEOUT',
      httpStatus: 504,
    });
  }
}

/** An outside system has failed so often that it is left alone for a while. */
export class CircuitOpenError extends TechnicalError {
  /** @param retryAfter seconds until it is tried again */
  constructor(name: string, retryAfter: number) {
    super(`${name} is not called at the moment`, {
      errorCode: 'SERVICE_UNAVAILABLE',
      httpStatus: 503,
      details: { retry_after: retryAfter },
    });
  }
}

/** Away, out of connections, locked too long, too slow, or still deadlocked after several attempts. */
const DATABASE_BUSY = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  '08006',
  '08001',
  '53300',
  '55P03',
  '57P01',
  '57P03',
  '57014',
  '40P01',
  '40001',
  'P2034',
]);

/** What any thrown value means to a caller: our own errors as they are, a database that is away as 503, the rest as INTERNAL_ERROR. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const codes = databaseCodes(error);
  if (codes.some((code) => DATABASE_BUSY.has(code)))
    return new ServiceUnavailableError('database unavailable', error);
  const message = error instanceof Error ? error.message : String(error);
  return new AppError(message, { errorCode: 'INTERNAL_ERROR', cause: error });
}

/** Prisma's code and PostgreSQL's own, wherever the driver put them. */
export function databaseCodes(error: unknown): string[] {
  const codes: string[] = [];
  for (let at: unknown = error, depth = 0; at && typeof at === 'object' && depth < 5; depth += 1) {
    const seen = at as {
      code?: unknown;
      originalCode?: unknown;
      meta?: { driverAdapterError?: unknown; code?: unknown };
      cause?: unknown;
    };
    for (const code of [seen.code, seen.originalCode, seen.meta?.code])
      if (typeof code === 'string') codes.push(code);
    at = seen.meta?.driverAdapterError ?? seen.cause;
  }
  return codes;
}
