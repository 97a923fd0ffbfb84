/** How two books can differ; each has its words in the catalogue. */
export const DIFFERENCES = [
  'paid_order_without_payment',
  'payment_without_paid_order',
  'order_amount_differs',
  'refund_state_differs',
  'missing_at_provider',
  'missing_here',
  'amount_differs',
  'still_open',
  'refund_missing_at_provider',
  'refund_missing_here',
  'refund_amount_differs',
] as const;
export type DifferenceKind = (typeof DIFFERENCES)[number];

/** A run at work, and the moments between which its business day lies. */
export type ComparisonRun = { id: number; day: string; from: Date; until: Date };

/** What was compared: the provider's lines, and what was asked for one by one. */
export type Compared = {
  lines: number;
  asked: number;
  /** Providers that are switched off and have payments on that day. */
  not_asked: string[];
  orders?: number;
  payments?: number;
  refunds?: number;
};

export type Answer = { id: number; kind: DifferenceKind; theirs: Record<string, string> };

/** What a provider did not confirm when it was asked for each by itself. */
export type Answers = { payments: Answer[]; refunds: Answer[] };
