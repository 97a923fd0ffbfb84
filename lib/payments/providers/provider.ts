import type { EventVerdict } from '../../generated/prisma/enums';
import { FAILURE_REASONS, type FailureReason } from '../shape';

export { FAILURE_REASONS, type FailureReason };

/** What a provider says of one attempt to pay. */
export type PaymentReport = {
  kind: 'succeeded' | 'failed';
  order_no: string;
  payment_id: number;
  transaction_id: string;
  amount: string;
  currency: string;
  /** Of a failure. */
  reason?: FailureReason;
  /** The attempt's own, told back: numbers alone may be those of another house that shares the account. */
  reference?: string;
};

/** What a provider says of one refund, by our own number of it, and by what else it tells back, which has to fit. */
export type RefundReport = {
  kind: 'refund_succeeded' | 'refund_failed';
  refund_id: number;
  provider_refund_id: string;
  /** The key of the attempt to give back that it speaks of. */
  refund_key?: string;
  /** The transaction that is given back. */
  transaction_id?: string;
  amount?: string;
  currency?: string;
};

/** What a verified notification says; `other` is something the product does not act upon. */
export type ProviderEvent = PaymentReport | RefundReport | { kind: 'other' };

export type Verification =
  | { verdict: Extract<EventVerdict, 'VERIFIED'>; event_id: string }
  | { verdict: Exclude<EventVerdict, 'VERIFIED'> };

/** An attempt as a provider is told of it. */
export type Attempt = {
  payment_id: number;
  order_no: string;
  amount: string;
  currency: string;
  /** The same for every call about this attempt: the provider charges once, however often it is asked. */
  idempotency_key: string;
  /** The unguessable name of the attempt in addresses. */
  reference: string;
  /** What the provider calls it, once it has been opened. */
  provider_ref: string | null;
  /** Until when it may be paid. */
  expires_at: Date | null;
  created_at: Date;
};

export type RefundCall = {
  refund_id: number;
  amount: string;
  currency: string;
  reason: string;
  idempotency_key: string;
  attempt: Attempt;
  /** The transaction that is given back. */
  transaction_id: string;
};

/** `refused` is the provider's final word; what is only late or broken is thrown. */
export type RefundAnswer =
  | { status: 'succeeded' | 'processing'; provider_refund_id: string }
  | { status: 'refused'; gateway_code: string | null };

/** How an attempt stands; `open` can still be paid, `unknown` was never heard of. */
export type Standing = PaymentReport | { kind: 'open' } | { kind: 'unknown' };

/** One line of a provider's books. */
export type StatementLine = {
  kind: 'charge' | 'refund';
  transaction_id: string;
  /** Of a refund: the transaction it gives back. */
  of_transaction: string | null;
  order_no: string | null;
  payment_id: number | null;
  amount: string;
  currency: string;
  at: Date;
};

/** A call ends when `signal` says so. */
export type Call = { signal: AbortSignal };

/**
 * An outside system that takes money. Nothing else knows its addresses, signatures and words. Calls reach outside, so
 * no transaction may be open. They throw PaymentNetworkError when it is not known whether the call arrived (PAYMENT_TIMEOUT
 * when it took too long), and PaymentGatewayError when the provider answered that it could not.
 */
export type PaymentProvider = {
  name: string;
  /** How its payers pay: one attempt has one of these. */
  methods: readonly string[];
  /** Those of its methods that are charged at once; for the others the payer goes to a page. */
  charged?: readonly string[];
  /** What it takes; left out where it takes every currency. */
  currencies?: readonly string[];
  isEnabled(): boolean;
  /** Where the payer goes. Opening the same attempt again answers the same. */
  open(attempt: Attempt, call: Call): Promise<{ pay_url: string; provider_ref: string | null }>;
  /** Charges a card at once. @param card the provider's name for it */
  charge?(attempt: Attempt, card: string, call: Call): Promise<PaymentReport>;
  refund(refund: RefundCall, call: Call): Promise<RefundAnswer>;
  /** How an attempt stands now. */
  query(attempt: Attempt, call: Call): Promise<Standing>;
  /** How a refund stands; `unknown` was never heard of. */
  queryRefund(refund: RefundCall, call: Call): Promise<RefundAnswer | { status: 'unknown' }>;
  /** The provider's books of a time; left out where it has none that can be read. */
  list?(from: Date, to: Date, call: Call): AsyncIterable<StatementLine>;
  /** Whether the provider sent this; asked before anything else is believed. */
  verify(rawBody: Uint8Array, headers: Headers): Verification;
  /** Null when a verified body is not in the provider's form. */
  parse(rawBody: Uint8Array): ProviderEvent | null;
  /** The answer after which the provider stops repeating itself: JSON, or a text where its protocol wants one. */
  accepted: Record<string, unknown> | string;
};
