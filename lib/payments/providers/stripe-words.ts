import type { FailureReason } from './provider';

/**
 * What Stripe says of a payment that failed, in our words. Cards that are lost, stolen or suspected are simply declined:
 * Stripe asks that whoever holds such a card is told no more than that.
 */
const REASONS: Record<string, FailureReason> = {
  insufficient_funds: 'insufficient_funds',
  expired_card: 'expired_card',
  incorrect_address: 'wrong_details',
  incorrect_cvc: 'wrong_details',
  incorrect_number: 'wrong_details',
  incorrect_pin: 'wrong_details',
  incorrect_zip: 'wrong_details',
  invalid_account: 'wrong_details',
  invalid_cvc: 'wrong_details',
  invalid_expiry_month: 'wrong_details',
  invalid_expiry_year: 'wrong_details',
  invalid_number: 'wrong_details',
  invalid_pin: 'wrong_details',
  authentication_not_handled: 'needs_authentication',
  authentication_required: 'needs_authentication',
  mobile_device_authentication_required: 'needs_authentication',
  payment_intent_authentication_failure: 'needs_authentication',
  card_velocity_exceeded: 'limit_exceeded',
  pin_try_exceeded: 'limit_exceeded',
  withdrawal_count_limit_exceeded: 'limit_exceeded',
  payment_method_customer_decline: 'cancelled_by_payer',
  payment_intent_payment_attempt_expired: 'expired',
  payment_method_provider_timeout: 'expired',
  card_declined: 'card_declined',
};

/** Why a payment failed; the issuer's own word comes before Stripe's. */
export function reasonOf(error: { code?: string | null; decline_code?: string | null }): FailureReason {
  return REASONS[error.decline_code ?? ''] ?? REASONS[error.code ?? ''] ?? 'other';
}
