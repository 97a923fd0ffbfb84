import { buyCodes } from '../lib/codes/buy-codes';
import { issueCodes } from '../lib/codes/issue-codes';
import { contextOf, systemContext, type Ctx } from '../lib/context';
import { sandboxNotification } from '../lib/payments/providers/sandbox';
import { receiveEvent } from '../lib/payments/receive-event';
import { acceptInvitation } from '../lib/members/accept-invitation';
import { invitationToken } from '../lib/members/invitation-token';
import { redeemCode } from '../lib/members/redeem-code';
import { sendInvitation } from '../lib/members/send-invitation';
import { rebuildCounters } from '../lib/monitoring/rebuild-counters';
import type { Business } from './seed-business';
import { moveOrderBack, moveSalesBack, moveSetupBack, type Moved, type Sale } from './seed-moved';

const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;
const DAYS = 30;
const AT_ONCE = 5;
/** Invitations whose link was never renewed. */
const FIRST_LINK = 1;

/** What the first distributor bought, and how many days ago. */
const ORDERS = [
  { plan: 'Team', quantity: 1, days: 29 },
  { plan: 'Starter', quantity: 2, days: 20 },
  { plan: 'Team', quantity: 1, days: 12 },
  { plan: 'Starter', quantity: 1, days: 3 },
];

const SURNAMES = ['li', 'wang', 'zhang', 'liu', 'chen', 'yang', 'zhao', 'huang', 'zhou', 'wu', 'xu', 'sun'];
const GIVEN = ['na', 'fang', 'wei', 'min', 'jing', 'lei', 'jun', 'yan', 'tao', 'ming', 'chao', 'xia'];

/**
 * A month of sales. Everything is done by the verbs that do it in earnest, now, and then moved back in time together with
 * what was written about it.
 */
export async function seedHistory(ctx: Ctx, { distributors, plans }: Business) {
  const [seller] = distributors;
  if (!seller) throw new Error('a history needs a distributor');
  await moveSetupBack(ctx, (DAYS + 1) * DAY_HOURS);
  const orders: Moved[] = [];
  for (const { plan, quantity, days } of ORDERS) {
    const planId = plans.get(plan);
    if (!planId) throw new Error(`there is no plan ${plan}`);
    orders.push({ id: await buyAndIssue(seller.id, planId, quantity), hours: days * DAY_HOURS + 14 });
  }
  for (const order of orders) await moveOrderBack(ctx, order);
  const sales = await redeemAll(ctx, orders);
  // Side by side, as the worker and the customers would: how they are done does not depend on each other.
  for (let at = 0; at < sales.length; at += AT_ONCE)
    await Promise.all(sales.slice(at, at + AT_ONCE).map(sendAndAccept));
  await moveSalesBack(ctx, sales);
  // Days are counted where things happened, and these have just moved.
  await rebuildCounters(ctx);
  // What the jobs were to do has been done here.
  await ctx.db
    .$queryRaw`SELECT count(*) FROM graphile_worker.complete_jobs(ARRAY(SELECT id FROM graphile_worker.jobs))`;
}

async function buyAndIssue(userId: number, planId: number, quantity: number) {
  const buyer = contextOf({ kind: 'user', userId, role: 'DISTRIBUTOR', via: 'session' });
  const bought = await buyCodes(buyer, { plan_id: planId, quantity });
  const { body, headers } = sandboxNotification({
    kind: 'succeeded',
    order_no: bought.order_no,
    payment_id: bought.payment_id,
    transaction_id: `txn-${bought.payment_id}`,
    amount: bought.total_amount,
    currency: bought.currency,
  });
  await receiveEvent(contextOf({ kind: 'provider', provider: 'sandbox' }), {
    provider: 'sandbox',
    rawBody: new TextEncoder().encode(body),
    headers: new Headers(headers),
    ip: '127.0.0.1',
  });
  const { id } = await buyer.db.order.findUniqueOrThrow({
    where: { orderNo: bought.order_no },
    select: { id: true },
  });
  const { outcome } = await issueCodes(systemContext('codes.issue-codes'), { order_id: id });
  if (outcome !== 'issued') throw new Error(`issuing order ${bought.order_no}: ${outcome}`);
  return id;
}

/** Oldest first, each by somebody else, each with the oldest code that there was at that time. */
async function redeemAll(ctx: Ctx, orders: Moved[]): Promise<Sale[]> {
  const issued = await ctx.db.redeemCode.findMany({
    orderBy: { id: 'asc' },
    select: { code: true, orderId: true },
  });
  const ageOf = new Map(orders.map(({ id, hours }) => [id, hours]));
  const sales: Sale[] = [];
  for (const hours of momentsOfSale()) {
    const at = issued.findIndex(({ orderId }) => (ageOf.get(orderId) ?? 0) > hours);
    const [sold] = at < 0 ? [] : issued.splice(at, 1);
    if (!sold) continue;
    const { code } = sold;
    const email = customer(sales.length);
    await redeemCode(customerAt(sales.length), { code, email });
    const { id } = await ctx.db.inviteRecord.findFirstOrThrow({ where: { email }, select: { id: true } });
    // Of those invited in the last week, every third has not answered yet.
    const answered = hours > WEEK_HOURS || (hours > DAY_HOURS && sales.length % 3 > 0);
    sales.push({ id, hours, answeredAfter: answered ? 2 + (id % 18) : undefined });
  }
  return sales;
}

async function sendAndAccept({ id, answeredAfter }: Sale) {
  await sendInvitation(systemContext('members.send-invitation'), { invitation_id: id });
  if (answeredAfter) await acceptInvitation(customerAt(id), { token: invitationToken(id, FIRST_LINK) });
}

/** An address each: all of them within a minute would be one address trying codes. */
function customerAt(address: number) {
  return contextOf({ kind: 'public', ip: `demo-${address}` });
}

/** How many hours ago: few sales at first, more later, most of them towards the weekend, by day. */
function momentsOfSale() {
  return Array.from({ length: DAYS }, (_, day) => {
    const weekend = [3, 4, 5].includes(day % 7) ? 2 : 0;
    const count = 1 + Math.floor(day / 8) + weekend + (day % 3);
    const morning = (DAYS - 1 - day) * DAY_HOURS + 12;
    return Array.from({ length: count }, (_sale, i) => morning - ((i + (day % 4) / 10) * 11) / count);
  }).flat();
}

function customer(index: number) {
  const surname = SURNAMES[index % SURNAMES.length] ?? '';
  const given = GIVEN[(Math.floor(index / SURNAMES.length) + index) % GIVEN.length] ?? '';
  return `${surname}.${given}@example.com`;
}
