import { databaseCodes, databaseOperation, databaseTrouble } from './database-errors';
import { errorRow, type CodeOf, type ErrorCategory, type ErrorCode, type TryAgain } from './error-catalogue';

/* oxlint-disable no-useless-constructor -- they say which codes a class may carry */

// The errors people and programs may see. `message` is for developers and goes to the log only; what is answered is the
// code, the text of the catalogue under that code, and `details`. A new one is a row of lib/error-catalogue.ts with its
// words in both languages, and a class here where it has facts of its own or more than one thrower.

export type { ErrorCode };
export type PublicDetails = Record<string, string | number | boolean | null | string[]>;

type ErrorFacts = {
  errorCode?: ErrorCode;
  /** Only where it is another one than the catalogue's, and among those it lists. */
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
  readonly category: ErrorCategory;
  /** Whether the same request may be sent again. */
  readonly again: TryAgain;
  readonly details: PublicDetails;
  readonly internal: Record<string, unknown>;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, { cause: facts.cause });
    this.name = new.target.name;
    this.errorCode = facts.errorCode ?? 'UNKNOWN_ERROR';
    const row = errorRow(this.errorCode);
    this.httpStatus = facts.httpStatus ?? row.status;
    this.category = row.category;
    this.again = row.again;
    this.details = facts.details ?? {};
    this.internal = facts.internal ?? {};
  }
}

type FactsOf<C extends ErrorCategory> = ErrorFacts & { errorCode: CodeOf<C> };

/** The caller can mend it: other input, another code, another moment. */
export class BusinessError extends AppError {
  constructor(message: string, facts: FactsOf<'business' | 'input'>) {
    super(message, facts);
  }
}

/** The caller can only wait. */
export class TechnicalError extends AppError {
  constructor(message: string, facts: FactsOf<'technical'>) {
    super(message, facts);
  }
}

/** The caller is not known, or may not do this. */
export class PermissionError extends AppError {
  constructor(message: string, facts: FactsOf<'permission'>) {
    super(message, facts);
  }
}

export class ResourceNotFoundError extends AppError {
  constructor(
    resourceType: string,
    resourceId: string | number,
    errorCode: CodeOf<'not_found'> = 'RESOURCE_NOT_FOUND',
  ) {
    super(`${resourceType} ${resourceId} not found`, {
      errorCode,
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

export class PermissionDeniedError extends PermissionError {
  constructor(action: string, resource: string) {
    super(`${action} on ${resource} denied`, {
      errorCode: 'PERMISSION_DENIED',
      details: { action, resource },
    });
  }
}

export class UnauthenticatedError extends PermissionError {
  constructor(message = 'nobody is signed in') {
    super(message, { errorCode: 'UNAUTHENTICATED' });
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
  constructor(message: string, facts: FactsOf<'conflict'>) {
    super(message, facts);
  }
}

/** Somebody else was quicker. */
export class VersionConflictError extends ConflictError {
  constructor(message: string) {
    super(message, { errorCode: 'VERSION_CONFLICT' });
  }
}

export class DuplicateRequestError extends ConflictError {
  constructor() {
    super('the same request is running', { errorCode: 'DUPLICATE_REQUEST' });
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
      details: { retry_after: retryAfter },
    });
  }
}

export class ServiceUnavailableError extends TechnicalError {
  constructor(message: string, cause?: unknown) {
    super(message, { errorCode: 'SERVICE_UNAVAILABLE', cause });
  }
}

/** Less is there than was asked for. */
export class InsufficientStockError extends BusinessError {
  constructor(productName: string, available: number, requested: number) {
    super(`${requested} of ${productName} asked for, ${available} available`, {
      errorCode: 'INSUFFICIENT_STOCK',
      details: { product_name: productName, available, requested },
    });
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
  /** @param httpStatus of the answer; a code that is a number is one */
  constructor(
    gatewayMessage: string,
    gatewayCode?: string | number,
    cause?: unknown,
    httpStatus = typeof gatewayCode === 'number' ? gatewayCode : null,
  ) {
    super(`the payment provider answered: ${gatewayMessage}`, {
      errorCode: 'PAYMENT_GATEWAY_ERROR',
      internal: {
        gateway_message: gatewayMessage,
        gateway_code: gatewayCode ?? null,
        http_status: httpStatus,
      },
      cause,
    });
  }
}

/** Whether the provider has heard us is not known. */
export class PaymentNetworkError extends TechnicalError {
  constructor(message: string, cause?: unknown, facts: Partial<FactsOf<'technical'>> = {}) {
    super(message, { errorCode: 'PAYMENT_NETWORK_ERROR', cause, ...facts });
  }
}

export class PaymentTimeoutError extends PaymentNetworkError {
  constructor(cause?: unknown) {
    super('the payment provider did not answer in time', cause, {
      errorCode: 'PAYMENT_TIMEOUT',
    });
  }
}

/** The provider could not give the money back. What it said is for the log. */
export class RefundError extends TechnicalError {
  constructor(refund: number, gatewayCode: string | null) {
    super(`the payment provider refused refund ${refund}`, {
      errorCode: 'REFUND_ERROR',
      internal: { gateway_code: gatewayCode },
    });
  }
}

/** There is not so much left of the payment, or it is in no state to be given back. */
export class RefundNotAllowedError extends ConflictError {
  /** @param refundable what may still be given back now */
  constructor(message: string, refundable: string, requested: string) {
    super(message, { errorCode: 'REFUND_NOT_ALLOWED', details: { refundable, requested } });
  }
}

/** Two people have to agree, and this one has agreed already. */
export class SecondPersonNeededError extends AppError {
  constructor(action: string) {
    super(`${action} is for somebody else than who asked for it`, {
      errorCode: 'SECOND_PERSON_NEEDED',
      details: { action },
    });
  }
}

/** An outside system has failed so often that it is left alone for a while. */
export class CircuitOpenError extends TechnicalError {
  /** @param retryAfter seconds until it is tried again */
  constructor(name: string, retryAfter: number) {
    super(`${name} is not called at the moment`, {
      errorCode: 'SERVICE_UNAVAILABLE',
      details: { retry_after: retryAfter },
    });
  }
}

/** A statement that the database refused: a mistake of ours. What was asked of it is for the log. */
export class DatabaseError extends TechnicalError {
  constructor(operation: string, message: string, cause?: unknown) {
    super(message, {
      errorCode: 'DATABASE_ERROR',
      internal: { operation, database_codes: databaseCodes(cause) },
      cause,
    });
  }
}

/** What any thrown value means to a caller: our own errors as they are, the database's as what they are, the rest as INTERNAL_ERROR. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const trouble = databaseTrouble(error);
  if (trouble === 'busy') return new ServiceUnavailableError('database unavailable', error);
  if (trouble === 'refused')
    return new DatabaseError(databaseOperation(error) ?? 'statement', message, error);
  return new AppError(message, { errorCode: 'INTERNAL_ERROR', cause: error });
}
