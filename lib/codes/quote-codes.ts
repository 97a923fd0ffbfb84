import type { z } from 'zod';
import type { Ctx } from '../context';
import { quoteOrder, type OrderQuote } from '../orders/quote-order';
import { listWaysToPay, type WayToPay } from '../payments/list-ways-to-pay';
import { authorize } from '../permissions';
import type { QuoteCodesInput } from './schema';

export type CodesQuote = OrderQuote & { ways: WayToPay[] };

/**
 * What an order of codes would cost now, and how it could be paid.
 * @throws ResourceNotFoundError when there is no such plan
 * @throws BusinessError PLAN_UNAVAILABLE, TOO_MANY_CODES
 */
export async function quoteCodes(ctx: Ctx, input: z.output<typeof QuoteCodesInput>): Promise<CodesQuote> {
  authorize(ctx, 'codes.buy-codes');
  const quote = await quoteOrder(ctx, input);
  return { ...quote, ways: listWaysToPay(ctx, quote) };
}
