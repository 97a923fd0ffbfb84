import type { FailureReason } from './provider';

/** What each card of the sandbox does. `breaks`: the way its gateway answers, after the charge has taken place or not. */
export const SANDBOX_CARDS = {
  card_ok: {},
  card_declined: { refused: 'card_declined' },
  card_insufficient_funds: { refused: 'insufficient_funds' },
  card_expired: { refused: 'expired_card' },
  /** Charged, and answered when nobody waits any longer. */
  card_slow: { breaks: 'slow' },
  /** Charged; the line goes dead in the middle of the answer. */
  card_hangs_up: { breaks: 'hangs_up' },
  /** Not charged: the gateway fails before. */
  card_error: { breaks: 'error' },
} as const satisfies Record<string, { refused?: FailureReason; breaks?: Break }>;

export type Break = 'slow' | 'hangs_up' | 'error';
export type SandboxCard = keyof typeof SANDBOX_CARDS;
export const SANDBOX_CARD_NAMES = Object.keys(SANDBOX_CARDS) as SandboxCard[];
