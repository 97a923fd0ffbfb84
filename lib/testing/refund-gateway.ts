import { vi } from 'vitest';
import { sandbox } from '../payments/providers/sandbox';
import type { RefundAnswer, RefundCall } from '../payments/providers/provider';

/** How one call ends instead of well; it may carry the refund out before it does. */
export type Act = (call: RefundCall, carryOut: () => RefundAnswer) => Promise<RefundAnswer>;

/**
 * A provider that keeps books of what it has given back, in place of the sandbox's gateway. It gives back once for each key,
 * unless it is told to take no notice of keys.
 */
export function playRefundGateway({ honoursKeys = true } = {}) {
  const given = new Map<string, RefundCall & { id: string }>();
  const calls: string[] = [];
  const acts: Act[] = [];

  function carryOut(call: RefundCall): RefundAnswer {
    const key = honoursKeys ? call.idempotency_key : `${call.idempotency_key}/${given.size}`;
    const known = given.get(key) ?? { ...call, id: `re-${call.refund_id}-${given.size}` };
    given.set(key, known);
    return { status: 'succeeded', provider_refund_id: known.id };
  }

  const refund = vi.spyOn(sandbox, 'refund').mockImplementation((call) => {
    calls.push(`refund ${call.refund_id}`);
    const act = acts.shift();
    return act ? act(call, () => carryOut(call)) : Promise.resolve(carryOut(call));
  });
  const query = vi.spyOn(sandbox, 'queryRefund').mockImplementation((call) => {
    calls.push(`query ${call.refund_id}`);
    const known = [...given.values()].find((one) => one.idempotency_key === call.idempotency_key);
    return Promise.resolve(
      known ? { status: 'succeeded', provider_refund_id: known.id } : { status: 'unknown' as const },
    );
  });
  return {
    calls,
    refund,
    query,
    /** What the next calls do, one after the other; then it is itself again. */
    play: (...next: Act[]) => acts.push(...next),
    /** What has left for a payment, in hundredths. */
    givenFor: (paymentId: number) =>
      [...given.values()]
        .filter(({ attempt }) => attempt.payment_id === paymentId)
        .reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0),
  };
}

export const refuses: Act = () => Promise.resolve({ status: 'refused', gateway_code: 'no_funds' });
