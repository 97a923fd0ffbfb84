import type { Ctx } from '../context';
import type { ComparisonRun } from './compared-books';
import { allProviders } from './payment-providers';
import type { PaymentProvider } from './providers/provider';

/** Whose books of a day can be read: those that are switched on. Of the others, those that have payments on it are named. */
export async function providersOfDay(ctx: Ctx, { from, until }: ComparisonRun) {
  const known = allProviders();
  const asked: PaymentProvider[] = known.filter((provider) => provider.isEnabled());
  const used = await ctx.db.$queryRaw<{ provider: string }[]>`
    SELECT DISTINCT provider FROM payments WHERE completed_at >= ${from} AND completed_at < ${until} ORDER BY provider`;
  const notAsked = used
    .map(({ provider }) => provider)
    .filter((name) => !asked.some((provider) => provider.name === name));
  return { asked, notAsked };
}
