import type { Ctx } from './context';

/** How long an outside system may take to answer, in milliseconds. */
export const OUTSIDE_TIMEOUT_MS = 10_000;

type Outside = {
  /** The system that is called; each has its own breaker, for example "payments.stripe". */
  name: string;
  /** The call carries an idempotency key or changes nothing: it may be made again. */
  repeatable: boolean;
  timeoutMs?: number;
};

/**
 * Calls an outside system. Never inside a transaction: locks and a connection would wait for somebody else's machine.
 * @throws Error inside a transaction, before anything is called; CircuitOpenError while the system is left alone; else what
 *   `call` throws
 */
export async function callOutside<T>(
  ctx: Ctx,
  { name, timeoutMs = OUTSIDE_TIMEOUT_MS }: Outside,
  call: (with_: { signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  if (ctx.transaction) throw new Error(`${name} must not be called inside a transaction`);
  return call({ signal: AbortSignal.timeout(timeoutMs) });
}
