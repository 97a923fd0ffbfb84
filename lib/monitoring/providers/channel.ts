import { now } from '../../clock';
import type { TargetAnswer } from '../../safe-target';

/** What is told, in the words of the channel's language; `facts` for programs. */
export type Telling = { id: number; at: Date; title: string; body: string; facts: Record<string, unknown> };

export type ChannelAddress = { url: string; secret: string | null };

export type ChannelRequest = { url: string; headers: Record<string, string>; body: string };

/** What came of it. "again": it may work later; "refused": it will not, whatever we do. `problem` is a word of ours. */
export type Delivery =
  | { outcome: 'sent' }
  | { outcome: 'again'; problem: string; after_ms?: number }
  | { outcome: 'refused'; problem: string };

/** A kind of place outside: how it wants to be told, and what its answers mean. */
export type ChannelWay = {
  request: (address: ChannelAddress, telling: Telling) => ChannelRequest;
  read: (answer: TargetAnswer) => Delivery;
};

/** How calls of channels are named; each channel has a breaker of its own. */
export const CHANNEL_CALLS = 'alerts.channel-';

export const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Tributary' };

/** Refusals that are about the moment, not about us. */
const LATER = new Set([408, 409, 425, 429]);
const LONGEST_WAIT_MS = 3_600_000;

/** What a status means where the body says no more. */
export function byStatus({ status, retryAfter }: TargetAnswer): Delivery {
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  const problem = `http_${status}`;
  if (status < 500 && !LATER.has(status)) return { outcome: 'refused', problem };
  return { outcome: 'again', problem, after_ms: waitOf(retryAfter) };
}

/** Retry-After is seconds or a date; what is neither, or past, says nothing. An hour at most is waited for. */
function waitOf(retryAfter: string | undefined): number | undefined {
  if (!retryAfter) return undefined;
  const wait = /^\d{1,9}$/.test(retryAfter)
    ? Number(retryAfter) * 1_000
    : Date.parse(retryAfter) - now().getTime();
  return wait > 0 ? Math.min(wait, LONGEST_WAIT_MS) : undefined;
}
