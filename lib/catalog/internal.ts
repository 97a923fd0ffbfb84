import type { z } from 'zod';
import type { Prisma } from '../db';
import { amountFrom } from '../money';
import type { Plan, PlanInput } from './schema';

export const PLAN_COLUMNS = {
  id: true,
  name: true,
  price: true,
  currency: true,
  codeCount: true,
  codeMaxUses: true,
  expiresDays: true,
  validityDays: true,
} satisfies Prisma.PlanSelect;

export function planOf(row: Prisma.PlanGetPayload<{ select: typeof PLAN_COLUMNS }>): Plan {
  return {
    id: row.id,
    name: row.name,
    price: amountFrom(row.price),
    currency: row.currency,
    code_count: row.codeCount,
    code_max_uses: row.codeMaxUses,
    expires_days: row.expiresDays,
    validity_days: row.validityDays,
  };
}

export function planDataOf(input: z.output<typeof PlanInput>) {
  return {
    name: input.name,
    price: input.price,
    currency: input.currency,
    codeCount: input.code_count,
    codeMaxUses: input.code_max_uses,
    expiresDays: input.expires_days,
    validityDays: input.validity_days,
  } satisfies Prisma.PlanCreateInput;
}
