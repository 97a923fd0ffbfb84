/** Why an attempt failed, as people are told. What a provider calls it stays behind its adapter. */
export const FAILURE_REASONS = [
  'card_declined',
  'insufficient_funds',
  'expired_card',
  'wrong_details',
  'needs_authentication',
  'limit_exceeded',
  'suspected_fraud',
  'cancelled_by_payer',
  'expired',
  'never_arrived',
  'other',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];
