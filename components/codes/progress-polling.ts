/** How often an order that is being worked on is looked at. */
export const INTERVAL_MS = 3_000;
/** How long somebody is kept waiting before the page says so and offers to look by hand. */
export const PATIENCE_MS = 300_000;
const LONGEST_PAUSE_MS = 60_000;

export type Watch = {
  order: { status: string; fulfillment_status: string };
  /** Since somebody began to look, or came back to the tab. */
  waitedMs: number;
  /** Failures in a row. */
  failures: number;
  /** The last failure was a refusal for good: signed out, not allowed, or not there. */
  refused: boolean;
};

export type NextLook = { inMs: number } | { stop: 'finished' | 'out_of_patience' | 'refused' };

/** When to ask for an order's progress again, or why not to. */
export function nextLook({ order, waitedMs, failures, refused }: Watch): NextLook {
  if (isSettled(order)) return { stop: 'finished' };
  if (failures > 0 && refused) return { stop: 'refused' };
  if (waitedMs >= PATIENCE_MS) return { stop: 'out_of_patience' };
  return { inMs: Math.min(INTERVAL_MS * 2 ** failures, LONGEST_PAUSE_MS) };
}

/** Whether nothing more will happen to an order's codes by itself. */
export function isSettled(order: Watch['order']) {
  return (
    order.status === 'cancelled' ||
    order.fulfillment_status === 'completed' ||
    order.fulfillment_status === 'failed'
  );
}
