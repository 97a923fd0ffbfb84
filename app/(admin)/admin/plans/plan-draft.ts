import type { Plan } from '@/lib/catalog/schema';
import { fitsCurrency } from '@/lib/money';

export const PLAN_FIELDS = [
  'name',
  'price',
  'currency',
  'code_count',
  'code_max_uses',
  'expires_days',
  'validity_days',
] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];
export type PlanDraft = Record<PlanField, string>;

const MOST_COUNT = 1_000_000;
const MOST_DAYS = 36_500;

export function draftOf(plan?: Plan): PlanDraft {
  return {
    name: plan?.name ?? '',
    price: plan?.price ?? '',
    currency: plan?.currency ?? 'CNY',
    code_count: plan ? String(plan.code_count) : '',
    code_max_uses: plan ? String(plan.code_max_uses) : '1',
    expires_days: plan?.expires_days ? String(plan.expires_days) : '',
    validity_days: plan?.validity_days ? String(plan.validity_days) : '',
  };
}

const isCount = (value: string, most: number) =>
  /^\d{1,7}$/.test(value) && Number(value) >= 1 && Number(value) <= most;

/** The server's own rules for one field, so that what is wrong is said before it is sent. */
export function isPlanFieldRight(field: PlanField, value: string, { currency }: Pick<PlanDraft, 'currency'>) {
  switch (field) {
    case 'name':
      return value !== '' && value.length <= 120;
    case 'price':
      return /^\d{1,8}(\.\d{1,2})?$/.test(value) && Number(value) > 0 && fitsCurrency(value, currency.trim());
    case 'currency':
      return /^[A-Z]{3}$/.test(value);
    case 'code_count':
    case 'code_max_uses':
      return isCount(value, MOST_COUNT);
    case 'expires_days':
    case 'validity_days':
      return value === '' || isCount(value, MOST_DAYS);
  }
}

/** What is sent. Days that are left empty are no limit. */
export function inputOf(draft: PlanDraft) {
  const days = (value: string) => (value.trim() === '' ? null : countOf(value));
  return {
    name: draft.name,
    price: draft.price.trim(),
    currency: draft.currency.trim(),
    code_count: countOf(draft.code_count),
    code_max_uses: countOf(draft.code_max_uses),
    expires_days: days(draft.expires_days),
    validity_days: days(draft.validity_days),
  };
}

/** "1e3" and "1." are no counts here, whatever JavaScript thinks. */
function countOf(value: string) {
  return /^\d+$/.test(value.trim()) ? Number(value) : NaN;
}
