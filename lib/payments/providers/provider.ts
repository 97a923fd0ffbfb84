import type { EventVerdict } from '../../generated/prisma/enums';

/** What a provider says of one attempt to pay. */
export type PaymentReport = {
  kind: 'succeeded' | 'failed';
  order_no: string;
  payment_id: number;
  transaction_id: string;
  amount: string;
  currency: string;
};

/** What a verified notification says; `other` is something the product does not act upon. */
export type ProviderEvent = PaymentReport | { kind: 'other' };

export type Verification =
  | { verdict: Extract<EventVerdict, 'VERIFIED'>; event_id: string }
  | { verdict: Exclude<EventVerdict, 'VERIFIED'> };

/** An outside system that takes money. Nothing else knows its addresses, signatures and words. */
export type PaymentProvider = {
  name: string;
  method: string;
  /** Where the payer goes. It must not reach outside: the attempt's transaction is open. */
  open(attempt: { reference: string }): string;
  verify(rawBody: Uint8Array, headers: Headers): Verification;
  /** Null when a verified body is not in the provider's form. */
  parse(rawBody: Uint8Array): ProviderEvent | null;
  /** The answer after which the provider stops repeating itself. */
  accepted: Record<string, unknown>;
};
