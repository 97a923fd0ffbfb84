import type { Ctx } from '../context';
import type { CircuitState } from '../generated/prisma/enums';
import { authorize } from '../permissions';
import { allProviders } from './payment-providers';

export type ShownProvider = {
  name: string;
  enabled: boolean;
  methods: string[];
  /** Whether its books of a day can be read, or each payment is asked for. */
  has_list: boolean;
  breaker: {
    state: Lowercase<CircuitState>;
    failures: number;
    /** How often it was left alone so far, since when it is, and what failed last. */
    opened: number;
    opened_at: string | null;
    last_error: string | null;
    updated_at: string;
  } | null;
};

/** All providers there are: which are switched on, how they are paid, and whether they are called at the moment. */
export async function listProviders(ctx: Ctx): Promise<ShownProvider[]> {
  authorize(ctx, 'payments.view-any');
  const breakers = await ctx.db.circuitBreaker.findMany({ where: { name: { startsWith: 'payments.' } } });
  return allProviders().map((provider) => {
    const breaker = breakers.find(({ name }) => name === `payments.${provider.name}`);
    return {
      name: provider.name,
      enabled: provider.isEnabled(),
      methods: [...provider.methods],
      has_list: provider.list !== undefined,
      breaker: breaker
        ? {
            state: breaker.state.toLowerCase() as Lowercase<CircuitState>,
            failures: breaker.failures,
            opened: breaker.opened,
            opened_at: breaker.openedAt?.toISOString() ?? null,
            last_error: breaker.lastError,
            updated_at: breaker.updatedAt.toISOString(),
          }
        : null,
    };
  });
}
