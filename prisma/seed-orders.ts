import { businessTimeZone, DAY_MS } from '../lib/clock';
import type { Ctx } from '../lib/context';
import { inTransaction } from '../lib/transaction';
import type { Business, PlanName } from './seed-business';
import { tellOrder, type StoryName } from './seed-order-stories';
import type { ShopName } from './seed-shops';
import { HOUR, MINUTE } from './seed-time';

type Bought = {
  shop: ShopName;
  plan: PlanName;
  quantity: number;
  /** How many days ago, and at what time of the business day. */
  days: number;
  hour: number;
  story?: StoryName;
  resolved?: boolean;
};

const of =
  (shop: ShopName) =>
  (
    days: number,
    hour: number,
    plan: PlanName,
    quantity: number,
    story: StoryName = 'issued',
    resolved?: boolean,
  ): Bought => ({ shop, plan, quantity, days, hour, story, resolved });

const star = of('Morning Star Digital');
const harbour = of('Harbour Trading');
const berry = of('Cloudberry Studio');
const books = of('Old Town Books');

const ORDERS: Bought[] = [
  star(90, 9.2, 'Team', 2),
  star(88, 15.5, 'Spring trial', 6),
  star(83, 10.1, 'Classroom', 2),
  star(79, 11.6, 'Starter', 5, 'declined'),
  star(72, 16.3, 'Team', 3),
  star(66, 9.7, 'Team', 1, 'expired'),
  star(64, 10.2, 'Team', 2),
  star(55, 14.4, 'Starter', 8),
  star(51, 10.9, 'Business', 1),
  star(41, 17.1, 'Team', 1, 'late', true),
  star(40, 9.4, 'Classroom', 4),
  star(33, 13.2, 'Team', 4, 'excess', true),
  star(26, 10.5, 'Starter', 3, 'cancelled'),
  star(24, 10.8, 'Team', 5),
  star(17, 11.3, 'Business', 1, 'declined'),
  star(11, 15.9, 'Classroom', 5),
  star(8, 9.6, 'Starter', 10),
  star(5, 14.1, 'Business', 1),
  star(3, 16.4, 'Team', 2, 'mismatch'),
  star(2, 10.3, 'Team', 3),
  star(1, 18.2, 'Starter', 6, 'expired'),
  star(1, 19.5, 'Team', 2),

  harbour(90, 11.4, 'Starter', 6),
  harbour(87, 10.2, 'Spring trial', 3),
  harbour(81, 14.8, 'Team', 1),
  harbour(70, 9.9, 'Team', 1, 'cancelled'),
  harbour(69, 10.4, 'Team', 2),
  harbour(52, 16.7, 'Team', 1),
  harbour(44, 11.1, 'Classroom', 2, 'declined'),
  harbour(29, 15.2, 'Team', 2),
  harbour(19, 10.6, 'Team', 2, 'refunded'),
  harbour(18, 9.3, 'Team', 3),
  harbour(6, 17.4, 'Starter', 5, 'excess'),
  harbour(4, 11.8, 'Team', 1),

  berry(69, 10.7, 'Starter', 2),
  berry(58, 16.1, 'Starter', 3, 'expired'),
  berry(57, 9.5, 'Starter', 4),
  berry(38, 14.3, 'Team', 1),
  berry(23, 11.9, 'Classroom', 1),
  berry(15, 10.3, 'Team', 1, 'declined'),
  berry(2, 13.7, 'Team', 1, 'late'),
  berry(1, 10.9, 'Team', 2, 'failed'),

  books(89, 12.2, 'Spring trial', 4),
  books(86, 10.1, 'Team', 1),
  books(63, 15.3, 'Team', 1),
  books(43, 9.8, 'Team', 1, 'mismatch', true),
  books(42, 10.6, 'Starter', 6),
  books(30, 16.9, 'Starter', 2, 'expired'),
];

/** What is under way at this moment, by how many minutes ago it began. */
const NOW: (Omit<Bought, 'days' | 'hour'> & { minutes: number })[] = [
  { shop: 'Cloudberry Studio', plan: 'Starter', quantity: 5, minutes: 21, story: 'open' },
  { shop: 'Harbour Trading', plan: 'Team', quantity: 2, minutes: 6, story: 'open' },
  { shop: 'Morning Star Digital', plan: 'Business', quantity: 4, minutes: 2, story: 'paid' },
];

/** The moment at which the business day of `days` ago began, in milliseconds since 1970. */
export function dayBegan(days: number, now = Date.now()) {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: businessTimeZone(),
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(now);
  const [hour = 0, minute = 0, second = 0] = (['hour', 'minute', 'second'] as const).map((type) =>
    Number(parts.find((part) => part.type === type)?.value),
  );
  return now - (now % 1000) - (hour * HOUR + minute * MINUTE + second) * 1000 - days * DAY_MS;
}

/** Three months of orders, oldest first, so that their numbers tell their order. */
export async function seedOrders(ctx: Ctx, { shops, plans, adminId }: Business) {
  const { id: operatorId } = await ctx.db.user.findFirstOrThrow({
    where: { role: 'OPERATOR', isActive: true },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const moments = [
    ...ORDERS.map((bought) => ({ ...bought, at: dayBegan(bought.days) + bought.hour * HOUR * 1000 })),
    ...NOW.map((bought) => ({ ...bought, at: Date.now() - bought.minutes * MINUTE * 1000 })),
  ].toSorted((a, b) => a.at - b.at);
  for (const { shop, plan, quantity, story = 'issued', resolved, at } of moments) {
    const buyerId = shops.get(shop);
    const planId = plans.get(plan);
    if (!buyerId || !planId) throw new Error(`there is no ${shop} or no ${plan}`);
    const telling = { seconds: (Date.now() - at) / 1000, desk: { adminId, operatorId }, resolved };
    await inTransaction(ctx, (tx) => tellOrder(tx, story, { buyerId, planId, quantity }, telling));
  }
}
