import { z } from 'zod';
import type { FulfillmentStatus, OrderPaymentStatus, OrderStatus } from '../generated/prisma/enums';
import { orderNo, MAX_QUANTITY } from '../orders/schema';
import { filter, paging } from '../paging';
import { CreatePaymentInput } from '../payments/schema';
import { id, idParam, text } from '../text';

export const CODE_STATES = ['active', 'depleted', 'expired', 'inactive'] as const;
export type CodeState = (typeof CODE_STATES)[number];

export const QuoteCodesInput = z.object({
  plan_id: id(),
  quantity: z.number().int().min(1).max(MAX_QUANTITY),
});

/** How it is to be paid may be said at once. */
export const BuyCodesInput = QuoteCodesInput.extend(CreatePaymentInput.shape);

/** Whose codes: the asking distributor's own, or those of any for an admin. */
export type WhoseCodes = 'me' | number;

export const CodesQuery = z.object({
  ...paging,
  order_no: filter(text(50).toUpperCase()),
  state: filter(z.enum(CODE_STATES)),
  /** How the code begins. */
  q: filter(text(40).toUpperCase()),
});

const MOST_SWITCHED = 200;

export const SwitchCodesInput = z.object({
  ids: z.array(id()).min(1).max(MOST_SWITCHED),
  /** Whether they can be redeemed from now on. */
  active: z.boolean(),
});

export type SwitchCodesInput = z.output<typeof SwitchCodesInput>;

export const CodeParams = z.object({ id: idParam() });

/** What became of a code that was to be switched; it stays off while its order is cancelled or refunded. */
export type SwitchOutcome = 'switched' | 'unchanged' | 'not_found' | 'order_cancelled' | 'order_refunded';
export type SwitchedCode = { id: number; code: string | null; outcome: SwitchOutcome };

/** The statuses that an order of codes can have. */
export const CODE_ORDER_STATUSES = {
  status: ['pending', 'confirmed', 'completed', 'cancelled'],
  payment_status: ['unpaid', 'paid', 'partially_refunded', 'refunded'],
  fulfillment_status: ['pending', 'processing', 'completed', 'failed'],
} as const;

export const CodeOrdersQuery = z.object({
  ...paging,
  order_no: filter(text(50).toUpperCase()),
  status: filter(z.enum(CODE_ORDER_STATUSES.status)),
  payment_status: filter(z.enum(CODE_ORDER_STATUSES.payment_status)),
  fulfillment_status: filter(z.enum(CODE_ORDER_STATUSES.fulfillment_status)),
});

export const AnyCodeOrdersQuery = CodeOrdersQuery.extend({
  /** Of the distributor who bought them. */
  email: filter(text(254).toLowerCase()),
});

export const CodeOrderParams = z.object({ order_no: orderNo });

export const IssueJob = z.object({ order_id: id() });

export type Code = {
  id: number;
  code: string;
  state: CodeState;
  used_count: number;
  max_uses: number;
  expires_at: string | null;
  is_active: boolean;
  order_no: string;
};

export type CodeOrder = {
  order_no: string;
  status: Lowercase<OrderStatus>;
  payment_status: Lowercase<OrderPaymentStatus>;
  fulfillment_status: Lowercase<FulfillmentStatus>;
  delivered_count: number;
  expected_count: number;
  /** An error code of the catalogue: why issuing failed last. */
  fulfillment_error: string | null;
  /** How often issuing has failed since it was last started by hand. */
  fulfillment_attempts: number;
  plan_name: string;
  quantity: number;
  total_amount: string;
  currency: string;
  code_max_uses: number;
  /** Days from issue, until issuing fixes the moment; null: never. */
  code_expires_days: number | null;
  codes_expire_at: string | null;
  code_validity_days: number | null;
  created_at: string;
  /** While unpaid: when it is cancelled. */
  expires_at: string | null;
  paid_at: string | null;
  completed_at: string | null;
  cancelled_at: string | null;
  cancel_reason: string | null;
};

export type AnyCodeOrder = CodeOrder & { buyer: { id: number; name: string; email: string } };

/** What a provider calls a card: a token, never its number. */
const cardToken = z.string().regex(/^[\w-]{1,64}$/);

export const StartChargeInput = z.object({ order_no: orderNo, card: cardToken });

/** What the work on a charge, and on a cancelled order, is about. */
export const ChargeSagaInput = z.object({ order_no: orderNo, payment_id: id(), card: cardToken });
export const CancelSagaInput = z.object({ order_id: id(), order_no: orderNo });
