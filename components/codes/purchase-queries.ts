import { queryOptions, skipToken } from '@tanstack/react-query';
import { answerOf, readApi } from '@/components/ui/answers';
import { typingPause } from '@/components/ui/typing-pause';
import type { Plan } from '@/lib/catalog/schema';
import type { CodesQuote } from '@/lib/codes/quote-codes';
import type { BuyCodesActions, QuoteInput } from './purchase-steps';

/** What is sold now, the smallest first. */
export function plansQuery() {
  return queryOptions({
    queryKey: ['plans'],
    queryFn: ({ signal }) => readApi<{ items: Plan[] }>('/api/v1/plans?limit=200', signal),
    select: ({ items }) => items.toSorted((a, b) => a.code_count - b.code_count),
  });
}

/** The server's price for exactly this, or nothing while there is nothing to price. */
export function quoteQuery(quote: BuyCodesActions['quote'], input: QuoteInput | null) {
  return queryOptions<CodesQuote>({
    queryKey: ['order-quote', input],
    queryFn: input
      ? async ({ signal }) => {
          await typingPause(signal);
          return answerOf(await quote(input));
        }
      : skipToken,
    // The one before keeps the place while another quantity of the same plan is entered and priced.
    placeholderData: (before) => (!input || before?.plan_id === input.plan_id ? before : undefined),
    retry: false,
  });
}
