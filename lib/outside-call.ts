import {
  bulkhead,
  BulkheadRejectedError,
  ExponentialBackoff,
  handleWhen,
  retry,
  type BulkheadPolicy,
} from 'cockatiel';
import { admitCall, noteFailure, noteSuccess } from './circuit-breaker';
import type { Ctx } from './context';
import { AppError, CircuitOpenError, ServiceUnavailableError, type ErrorCode } from './errors';

/** How long an outside system may take to answer, in milliseconds, its repetitions included. */
export const OUTSIDE_TIMEOUT_MS = 10_000;
/** Calls of one system at once from one process, and how many may wait for that: a slow system must not take everything with it. */
const AT_ONCE = 10;
const WAITING = 100;
const REPETITIONS = 2;

type Outside = {
  /** The system that is called; each has a breaker of its own, for example "payments.stripe". */
  name: string;
  /** The call carries an idempotency key or changes nothing: when it was lost on the way it is made again. */
  repeatable: boolean;
  timeoutMs?: number;
  /** What it is asked about, for example the key of a payment. */
  subject?: string;
};

/** Lost on the way: nobody answered. One that took too long is not made again, there is no time left. */
const LOST = new Set<ErrorCode>(['PAYMENT_NETWORK_ERROR', 'WORKSPACE_UNAVAILABLE']);
/** What lies with the system, and not with what it was asked. */
const FAULTS = new Set<ErrorCode>([...LOST, 'PAYMENT_TIMEOUT']);

const places = new Map<string, BulkheadPolicy>();

function placeFor(name: string) {
  const place = places.get(name) ?? bulkhead(AT_ONCE, WAITING);
  places.set(name, place);
  return place;
}

/** Backing off with jitter, so that many do not come again in the same moment. */
const again = retry(
  handleWhen((error) => error instanceof AppError && LOST.has(error.errorCode)),
  { maxAttempts: REPETITIONS, backoff: new ExponentialBackoff({ initialDelay: 150, maxDelay: 2_000 }) },
);

/**
 * Calls an outside system: in bounded number and time, again when it was lost on the way, and not at all while the system
 * keeps failing. Never inside a transaction: locks and a connection would wait for somebody else's machine.
 * @throws Error inside a transaction, before anything is called; CircuitOpenError and ServiceUnavailableError when it was
 *   not called; else what `call` throws
 */
export async function callOutside<T>(
  ctx: Ctx,
  { name, repeatable, timeoutMs = OUTSIDE_TIMEOUT_MS, subject }: Outside,
  call: (within: { signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  if (ctx.transaction) throw new Error(`${name} must not be called inside a transaction`);
  try {
    return await placeFor(name).execute(() => {
      // The time begins with the call, not with the waiting for a place.
      const signal = AbortSignal.timeout(timeoutMs);
      let earlier: unknown;
      const once = async () => {
        try {
          return await guarded(name, subject, () => call({ signal }));
        } catch (error) {
          // Not called again, it was called before all the same: what became of that is what is known.
          earlier = error instanceof CircuitOpenError ? (earlier ?? error) : error;
          throw earlier;
        }
      };
      return repeatable ? again.execute(once, signal) : once();
    });
  } catch (error) {
    if (error instanceof BulkheadRejectedError)
      throw new ServiceUnavailableError(`too many calls of ${name} at once`, error);
    throw error;
  }
}

async function guarded<T>(name: string, subject: string | undefined, call: () => Promise<T>): Promise<T> {
  const admission = await admitCall(name);
  try {
    const answer = await call();
    await noteSuccess(name, admission);
    return answer;
  } catch (error) {
    if (isFault(error)) {
      const answered = typeof error.internal.http_status === 'number';
      await noteFailure(name, admission, error.errorCode, answered ? (subject ?? null) : null);
    }
    // A refusal is an answer: the system works.
    else await noteSuccess(name, admission);
    throw error;
  }
}

function isFault(error: unknown): error is AppError {
  if (!(error instanceof AppError)) return false;
  if (FAULTS.has(error.errorCode)) return true;
  const status = Number(error.internal.http_status);
  return error.errorCode === 'PAYMENT_GATEWAY_ERROR' && (status === 429 || status >= 500);
}
