import { createPlan } from '../lib/catalog/create-plan';
import { systemContext, type Ctx, type Tx } from '../lib/context';
import { createTeam } from '../lib/members/create-team';
import { correctEventDays, correctOrderDays } from '../lib/monitoring/closed-days';
import { inTransaction } from '../lib/transaction';
import { seedBooks } from './seed-books';
import { fateOf } from './seed-fate';
import { issueLongAgo, place, tellPayment } from './seed-purchase';
import { randomFrom } from './seed-random';
import { writeSales, type Sale } from './seed-sales';
import { ageOrder, DAY, MINUTE } from './seed-time';

/** Codes are sold by the hundred here. */
const EACH = 100;
const LARGEST_ORDER = 25_000;
const ORDERS = 12;
const DAYS = 90;
/** The last order is finished, and its customers have begun, before now. */
const LEAST_AGE = 30 * MINUTE;
/** Invitations that wait to be sent when all is done. */
const WAITING = 5;

const PLANS = [
  { name: 'Scale single', price: '2890.00', code_max_uses: 1, expires_days: 365, validity_days: 30 },
  { name: 'Scale quarter', price: '6490.00', code_max_uses: 1, expires_days: 60, validity_days: 90 },
  { name: 'Scale shared', price: '9900.00', code_max_uses: 5, expires_days: null, validity_days: null },
];

export type Scale = {
  distributorId: number;
  /** How many codes there are in the end; rounded up to whole hundreds. */
  codes: number;
  /** How many of them are there already, from a run that was interrupted; none when left out. */
  present?: number;
  /** How many of them are redeemed; a third when left out. */
  invitations?: number;
  onProgress?: (codes: number) => void;
};

/**
 * Adds many codes, bought over 90 days, with invitations and members in every state. Each order is one transaction with all
 * that came of it, set-based: whoever is interrupted leaves whole orders behind.
 * @returns how many codes there are then
 */
export async function addScale(
  ctx: Ctx,
  { distributorId, codes, present = 0, invitations, onProgress }: Scale,
): Promise<number> {
  const total = Math.ceil(codes / EACH) * EACH;
  const size = Math.min(LARGEST_ORDER, Math.ceil(total / ORDERS / EACH) * EACH);
  const plans = await plansOf(ctx);
  const share = Math.min(1, (invitations ?? total / 3) / total);
  for (let added = present; added < total;) {
    const next = Math.min(size, total - added);
    const plan = plans[Math.round(added / size) % plans.length];
    if (!plan) throw new Error('there is nothing to sell');
    // More and more often: half of all orders fall into the last month.
    const ageAt = (done: number) => LEAST_AGE + DAYS * DAY * (1 - (done / total) ** 0.6);
    const isLast = added + next === total;
    const span = { from: ageAt(added), to: ageAt(added + next), isLast };
    await inTransaction(ctx, (tx) => addOrder(tx, { distributorId, plan, codes: next, share, ...span }));
    added += next;
    onProgress?.(added);
  }
  await seedBooks(ctx);
  // Nobody has seen so many rows here before: without this, the first pages are planned for the few there were.
  await ctx.db
    .$executeRaw`ANALYZE orders, redeem_codes, code_counters, invite_records, team_members, distributor_days, audit_log`;
  return total;
}

/** How many codes this has added for a distributor so far. */
export async function countScale({ db }: Ctx, distributorId: number) {
  const names = PLANS.map(({ name }) => name);
  const [counted] = await db.$queryRaw<{ codes: number }[]>`
    SELECT coalesce(sum(counter.total), 0)::int AS codes
    FROM code_counters AS counter JOIN plans AS plan ON plan.id = counter.plan_id
    WHERE counter.distributor_id = ${distributorId} AND plan.name = ANY (${names})`;
  return counted?.codes ?? 0;
}

type Plan = { id: number; codeMaxUses: number; validityDays: number | null };

async function plansOf(ctx: Ctx): Promise<Plan[]> {
  const plans = [];
  for (const terms of PLANS) {
    const where = { name: terms.name, codeCount: EACH, codeMaxUses: terms.code_max_uses };
    const select = { id: true, codeMaxUses: true, validityDays: true };
    const plan = await ctx.db.plan.findFirst({ where, select });
    const made =
      plan ?? (await createPlan(systemContext('seed'), { ...terms, currency: 'CNY', code_count: EACH }));
    plans.push({ id: made.id, codeMaxUses: terms.code_max_uses, validityDays: terms.validity_days });
  }
  return plans;
}

type Part = {
  distributorId: number;
  plan: Plan;
  codes: number;
  share: number;
  /** How many seconds ago it was bought, and the next one after it. */
  from: number;
  to: number;
  isLast: boolean;
};

async function addOrder(tx: Tx, { distributorId, plan, codes, share, from, to, isLast }: Part) {
  const order = await place(tx, { buyerId: distributorId, planId: plan.id, quantity: codes / EACH });
  await ageOrder(tx, order.id, 4 * MINUTE);
  await tellPayment(tx, order);
  await issueLongAgo(tx, order, from);
  await correctClosedDays(tx);
  const count = Math.round(codes * share);
  if (count === 0) return;
  const { id } = await createTeam(
    { ...tx, actor: { kind: 'system', task: 'seed' } },
    { name: `Scale ${order.id}`, account_id: `scale-${order.id}`, capacity: count + EACH },
  );
  const sales = salesOf({ order_id: order.id, team_id: id }, { plan, codes, count, from, to, isLast });
  await writeSales(tx, sales);
}

/** The order stands among days that reports have closed already. */
async function correctClosedDays({ db }: Tx) {
  await db.$executeRaw`LOCK TABLE order_days, event_days IN SHARE ROW EXCLUSIVE MODE`;
  await db.$executeRaw(correctOrderDays());
  await db.$executeRaw(correctEventDays());
}

type Terms = Pick<Part, 'plan' | 'codes' | 'from' | 'to' | 'isLast'> & { count: number };

/** Spread over the time until the next order, so that the newest invitation is the latest one, and over the codes. */
function salesOf(
  place: Pick<Sale, 'order_id' | 'team_id'>,
  { plan, codes, count, from, to, isLast }: Terms,
): Sale[] {
  const random = randomFrom(place.order_id);
  const now = Date.now();
  const apart = codes / count;
  return Array.from({ length: count }, (_, k) => {
    const created_at = now - Math.round((from - 5 - ((from - to) * (k + random())) / count) * 1000);
    // Where a code has several uses, every other group of customers shares one.
    const shared = plan.codeMaxUses > 1 && Math.floor(k / plan.codeMaxUses) % 2 === 1;
    const seq = 1 + Math.floor((shared ? k - (k % plan.codeMaxUses) : k) * apart);
    const email = `customer.${place.order_id}.${k + 1}@example.com`;
    // The worker sends these.
    if (isLast && k >= count - WAITING) return { ...place, seq, email, created_at: now };
    return { ...place, seq, email, created_at, ...fateOf(random, created_at, now, plan.validityDays) };
  });
}
