import { z } from 'zod';
import { orderNo, MAX_QUANTITY } from '../orders/schema';
import { paging } from '../paging';
import { id, text } from '../text';

export const CODE_STATES = ['active', 'depleted', 'expired', 'inactive'] as const;
export type CodeState = (typeof CODE_STATES)[number];

export const BuyCodesInput = z.object({
  plan_id: id(),
  quantity: z.number().int().min(1).max(MAX_QUANTITY),
});

/** A field of a filter form that was left empty asks for nothing. */
const filter = <S extends z.ZodType>(schema: S) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(schema)
    .optional();

export const CodesQuery = z.object({
  ...paging,
  order_no: filter(orderNo),
  state: filter(z.enum(CODE_STATES)),
  /** How the code begins. */
  q: filter(text(40).toUpperCase()),
});

export const CodeOrdersQuery = z.object(paging);

export const AnyCodeOrdersQuery = z.object({
  ...paging,
  fulfillment_status: filter(z.enum(['pending', 'processing', 'completed', 'failed'])),
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
  status: string;
  payment_status: string;
  fulfillment_status: string;
  delivered_count: number;
  expected_count: number;
  /** An error code of the catalogue. */
  fulfillment_error: string | null;
  plan_name: string;
  quantity: number;
  total_amount: string;
  currency: string;
  created_at: string;
  /** While unpaid: when it is cancelled. */
  expires_at: string | null;
  paid_at: string | null;
  completed_at: string | null;
  cancelled_at: string | null;
  cancel_reason: string | null;
};

export type AnyCodeOrder = CodeOrder & { buyer: { id: number; name: string; email: string } };
