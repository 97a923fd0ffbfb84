import { z } from 'zod';
import { fitsCurrency } from '../money';
import { paging } from '../paging';
import { id, text } from '../text';

/** At most eight digits before the point, so that a thousand of them fit an order's total. */
const price = z
  .string()
  .regex(/^\d{1,8}(\.\d{1,2})?$/)
  .refine((value) => !/^[0.]+$/.test(value), 'more than nothing');

const terms = z.object({
  name: text(120),
  price,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('CNY'),
  code_count: z.number().int().min(1).max(1_000_000),
  code_max_uses: z.number().int().min(1).max(1_000_000),
  /** Days until the codes expire; null: never. */
  expires_days: z.number().int().min(1).max(36_500).nullable().default(null),
  /** Days a membership lasts once accepted; null: for good. */
  validity_days: z.number().int().min(1).max(36_500).nullable().default(null),
});

/** No provider could be asked for another price. */
const isPayable = (plan: { price: string; currency: string }) => fitsCurrency(plan.price, plan.currency);
const PRICE = { path: ['price'], error: 'the currency has no parts' };

export const PlanInput = terms.refine(isPayable, PRICE);

export type Plan = z.output<typeof PlanInput> & { id: number };

/** A plan as administrators see it. */
export type AnyPlan = Plan & {
  is_active: boolean;
  /** Changes with the plan: who changes it says which one was seen. */
  version: string;
  /** How many orders were placed for it. */
  orders: number;
};

export const PlansQuery = z.object(paging);

export const PlanStateInput = z.object({ plan_id: id() });

export const ChangePlanInput = terms
  .extend({ plan_id: id(), version: z.iso.datetime() })
  .refine(isPayable, PRICE);
export type ChangePlanInput = z.output<typeof ChangePlanInput>;
