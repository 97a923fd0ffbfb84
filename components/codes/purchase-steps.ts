import type { z } from 'zod';
import type { BoughtCodes } from '@/lib/codes/buy-codes';
import { BuyCodesInput } from '@/lib/codes/schema';
import type { OrderQuote } from '@/lib/orders/quote-order';
import type { ActionResult } from '@/lib/web/define-action';

export type PurchaseInput = z.output<typeof BuyCodesInput>;

/** What the steps ask of the server. */
export type BuyCodesActions = {
  quote: (input: PurchaseInput) => Promise<ActionResult<OrderQuote>>;
  buy: (input: PurchaseInput, formKey: string) => Promise<ActionResult<BoughtCodes>>;
};

export const STEPS = ['plan', 'order', 'pay'] as const;
export const PAY_STEP = STEPS.length - 1;

/** What has been entered so far; a quantity is null while its field is empty. */
export type Draft = { plan_id?: number; quantity: number | null };

export const EMPTY_DRAFT: Draft = { quantity: 1 };

export function isTouched(draft: Draft) {
  return draft.plan_id !== EMPTY_DRAFT.plan_id || draft.quantity !== EMPTY_DRAFT.quantity;
}

/** The input to order with, once plan and quantity are within what the server accepts. */
export function inputOf(draft: Draft) {
  const read = BuyCodesInput.safeParse(draft);
  return read.success ? read.data : null;
}

export function isQuantityValid(quantity: Draft['quantity']) {
  return BuyCodesInput.shape.quantity.safeParse(quantity).success;
}

/** Whether what `step` asks for is there. From the second step on that includes the server's price for exactly this. */
export function isStepDone(step: number, draft: Draft, quote: OrderQuote | undefined) {
  if (step === 0) return draft.plan_id !== undefined;
  return inputOf(draft) !== null && quote?.plan_id === draft.plan_id && quote?.quantity === draft.quantity;
}
