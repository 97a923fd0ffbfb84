import type { z } from 'zod';
import type { BoughtCodes } from '@/lib/codes/buy-codes';
import type { CodesQuote } from '@/lib/codes/quote-codes';
import { QuoteCodesInput, type BuyCodesInput } from '@/lib/codes/schema';
import type { WayToPay } from '@/lib/payments/list-ways-to-pay';
import type { ActionResult } from '@/lib/web/define-action';

export type QuoteInput = z.output<typeof QuoteCodesInput>;
export type PurchaseInput = z.output<typeof BuyCodesInput>;

/** What the steps ask of the server. */
export type BuyCodesActions = {
  quote: (input: QuoteInput) => Promise<ActionResult<CodesQuote>>;
  buy: (input: PurchaseInput, formKey: string) => Promise<ActionResult<BoughtCodes>>;
};

export const STEPS = ['plan', 'order', 'pay'] as const;
export const PAY_STEP = STEPS.length - 1;

/** What has been entered so far; a quantity is null while its field is empty, `method` is left out until one is chosen. */
export type Draft = { plan_id?: number; quantity: number | null; method?: string };

export const EMPTY_DRAFT: Draft = { quantity: 1 };

export function isTouched(draft: Draft) {
  return draft.plan_id !== EMPTY_DRAFT.plan_id || draft.quantity !== EMPTY_DRAFT.quantity;
}

/** What is to be priced and ordered, once plan and quantity are within what the server accepts. */
export function inputOf(draft: Draft) {
  const read = QuoteCodesInput.safeParse(draft);
  return read.success ? read.data : null;
}

export function isQuantityValid(quantity: Draft['quantity']) {
  return QuoteCodesInput.shape.quantity.safeParse(quantity).success;
}

/** How it will be paid: as was chosen, as long as that is offered for this currency, or else the usual way. */
export function wayOf(draft: Draft, quote: CodesQuote | undefined): WayToPay | undefined {
  return quote?.ways.find(({ method }) => method === draft.method) ?? quote?.ways[0];
}

/**
 * Where an order that was placed is paid: the provider's page, or its own, which asks for the card that is to be charged. Null when
 * the provider's page could not be opened just now.
 */
export function whereToPay({ order_no, pay_url }: BoughtCodes, way: WayToPay | undefined) {
  return pay_url ?? (way?.charged ? `/orders/${order_no}?open=card` : null);
}

/**
 * Whether what `step` asks for is there. From the second step on that includes the server's price for exactly this, and in the last
 * one a way to pay it.
 */
export function isStepDone(step: number, draft: Draft, quote: CodesQuote | undefined) {
  if (step === 0) return draft.plan_id !== undefined;
  if (step === PAY_STEP && !wayOf(draft, quote)) return false;
  return inputOf(draft) !== null && quote?.plan_id === draft.plan_id && quote?.quantity === draft.quantity;
}
