import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { shownBreaker, type ShownBreaker } from '../shown-breaker';
import { allProviders } from './payment-providers';

export type ShownProvider = {
  name: string;
  enabled: boolean;
  methods: string[];
  /** Whether its books of a day can be read, or each payment is asked for. */
  has_list: boolean;
  breaker: ShownBreaker | null;
};

/** All providers there are: which are switched on, how they are paid, and whether they are called at the moment. */
export async function listProviders(ctx: Ctx): Promise<ShownProvider[]> {
  authorize(ctx, 'payments.view-any');
  const breakers = await ctx.db.circuitBreaker.findMany({ where: { name: { startsWith: 'payments.' } } });
  return allProviders().map((provider) => ({
    name: provider.name,
    enabled: provider.isEnabled(),
    methods: [...provider.methods],
    has_list: provider.list !== undefined,
    breaker: shownBreaker(breakers.find(({ name }) => name === `payments.${provider.name}`)),
  }));
}
