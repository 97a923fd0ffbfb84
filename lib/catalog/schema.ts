import { z } from 'zod';
import { text } from '../text';

/** At most eight digits before the point, so that a thousand of them fit an order's total. */
const price = z
  .string()
  .regex(/^\d{1,8}(\.\d{1,2})?$/)
  .refine((value) => !/^[0.]+$/.test(value), 'more than nothing');

export const PlanInput = z.object({
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

export type Plan = z.output<typeof PlanInput> & { id: number };
