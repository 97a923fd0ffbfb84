import { buyCodes } from '../lib/codes/buy-codes';
import { startCharge } from '../lib/codes/start-charge';
import { businessDay } from '../lib/clock';
import type { Ctx } from '../lib/context';
import { beginRun } from '../lib/payments/request-comparison';
import type { SandboxCard } from '../lib/payments/providers/sandbox-cards';
import { inTransaction } from '../lib/transaction';
import type { Business } from './seed-business';
import { dayBegan } from './seed-orders';
import { as, distributorOf } from './seed-purchase';

/** So many nights' books are compared when the worker begins. */
const NIGHTS = 14;
const CARDS: SandboxCard[] = ['card_ok', 'card_insufficient_funds'];

/** What the worker finds to do when it begins, with the sandbox as its provider: books to compare, and cards to charge. */
export async function seedLeftToDo(ctx: Ctx, { shops, plans }: Business) {
  const plan_id = plans.get('Business');
  const buyer = shops.get('Cloudberry Studio');
  if (!plan_id || !buyer) throw new Error('there is nobody to pay by card');
  await inTransaction(ctx, async (tx) => {
    for (let nights = NIGHTS; nights > 0; nights -= 1)
      await beginRun(tx, businessDay(new Date(dayBegan(nights))), null);
    const mine = as(tx, distributorOf(buyer));
    for (const card of CARDS) {
      const { order_no } = await buyCodes(mine, { plan_id, quantity: 1 });
      await startCharge(mine, { order_no, card });
    }
  });
}
