import type { Ctx } from '../lib/context';
import { inTransaction } from '../lib/transaction';
import type { Business, Team } from './seed-business';
import { fateOf } from './seed-fate';
import { customerNames } from './seed-names';
import { dayBegan } from './seed-orders';
import { oneOf, randomFrom, type Random } from './seed-random';
import { writeSales, type Sale } from './seed-sales';
import { SHOPS, type Shop } from './seed-shops';
import { DAY, HOUR } from './seed-time';

const DAYS = 90;
const SEED = 20_240_607;
/** What a shop sells at the same time: its oldest orders that have codes left. */
const ON_OFFER = 3;

/** Codes of one order that can still be sold. */
type Stock = {
  orderId: number;
  sellerId: number;
  from: number;
  until: number;
  validityDays: number | null;
  maxUses: number;
  left: number;
  next: number;
};

/**
 * Three months of customers, oldest first: each redeems a code that there was at that moment, in a team that had a seat, and
 * comes to something.
 */
export async function seedCustomers(ctx: Ctx, { shops, teams }: Business) {
  const random = randomFrom(SEED);
  const stocks = await stocksOf(ctx);
  const name = customerNames(random);
  const place = placer(teams);
  const now = Date.now();
  const sales: Sale[] = [];
  for (const { sellerId, at } of visits(random, shops, now)) {
    const offered = stocks.filter((stock) => isOffered(stock, sellerId, at)).slice(0, ON_OFFER);
    if (offered.length === 0) continue;
    const stock = oneOf(random, offered);
    const fate = fateOf(random, at, now, stock.validityDays);
    const sale = { order_id: stock.orderId, seq: stock.next, email: name(), created_at: at, ...fate };
    sales.push({ ...sale, team_id: place(sale) });
    stock.left -= 1;
    // A code with several uses goes round, until all of them are spent.
    if (stock.left % stock.maxUses === 0) stock.next += 1;
  }
  await inTransaction(ctx, (tx) => writeSales(tx, sales));
}

const isOffered = ({ sellerId, left, from, until }: Stock, seller: number, at: number) =>
  sellerId === seller && left > 0 && from < at && at < until;

async function stocksOf({ db }: Ctx): Promise<Stock[]> {
  const orders = await db.order.findMany({
    where: { type: 'CODES', fulfillmentStatus: 'COMPLETED' },
    orderBy: { id: 'asc' },
  });
  return orders.map((order) => ({
    orderId: order.id,
    sellerId: order.buyerUserId ?? 0,
    from: order.completedAt?.getTime() ?? Infinity,
    until: order.codesExpireAt?.getTime() ?? Infinity,
    validityDays: order.codeValidityDays,
    maxUses: order.codeMaxUses ?? 1,
    left: order.expectedCount * (order.codeMaxUses ?? 1),
    next: 1,
  }));
}

/** Who comes to which shop and when, oldest first. */
function visits(random: Random, shops: Business['shops'], now: number) {
  return SHOPS.flatMap((shop) => {
    const sellerId = shops.get(shop.name);
    if (!sellerId) throw new Error(`there is no ${shop.name}`);
    return Array.from({ length: DAYS + 1 }, (_, days) => customersOf(random, shop, days))
      .flat()
      .map((at) => ({ sellerId, at }));
  })
    .filter(({ at }) => at < now)
    .toSorted((a, b) => a.at - b.at);
}

/** More from month to month, most on certain days of the week, hardly anybody at night. */
function customersOf(random: Random, { sells, rush, days: since, closed = -1 }: Shop, days: number) {
  if (!sells || days >= since || days <= closed) return [];
  const began = dayBegan(days);
  const weekday = new Date(began + (DAY * 1000) / 2).getUTCDay();
  const grown = 1 - days / Math.min(DAYS, since);
  const expected =
    (sells.from + (sells.to - sells.from) * grown) * (rush?.days.includes(weekday) ? rush.times : 1);
  const count = Math.round(expected * (0.75 + 0.5 * random()));
  // The mean of two is rarely early or late.
  return Array.from(
    { length: count },
    () => began + Math.round((7 + 8 * (random() + random())) * HOUR * 1000),
  );
}

/** The first team that has a seat, as the product does it: one that is given back is taken by the next customer. */
function placer(teams: Team[]) {
  const held = teams.map(({ id, capacity }) => ({ id, capacity, until: [] as number[] }));
  return ({ created_at, ended_at = Infinity }: Pick<Sale, 'created_at' | 'ended_at'>) => {
    for (const team of held) {
      team.until = team.until.filter((end) => end > created_at);
      if (team.until.length >= team.capacity) continue;
      team.until.push(ended_at);
      return team.id;
    }
    throw new Error('no team has a seat');
  };
}
