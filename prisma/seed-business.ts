import { createUser } from '../lib/accounts/create-user';
import { createPlan } from '../lib/catalog/create-plan';
import { deactivatePlan } from '../lib/catalog/deactivate-plan';
import type { Ctx, Tx } from '../lib/context';
import { Prisma } from '../lib/db';
import { createDistributor } from '../lib/distributors/create-distributor';
import { disableDistributor } from '../lib/distributors/disable-distributor';
import { setBrand } from '../lib/distributors/set-brand';
import { setLogo } from '../lib/distributors/set-logo';
import { createTeam } from '../lib/members/create-team';
import { deactivateTeam } from '../lib/members/deactivate-team';
import { pngOf } from '../lib/testing/pictures';
import { inTransaction } from '../lib/transaction';
import { Problem } from '../bin/problem.mjs';
import { SHOPS, type Shop, type ShopName } from './seed-shops';
import { adminOf, agePerson, seedStaff } from './seed-people';
import { as } from './seed-purchase';
import { age, DAY } from './seed-time';

const MARK_SIDE = 96;
/** How long ago the house opened. */
const OPENED_DAYS = 121;

const STANDARD = { code_max_uses: 1, validity_days: 30 };
/** The more codes, the less each of them costs: 39.90 down to 28.90. */
const PLANS = [
  { ...STANDARD, name: 'Starter', price: '399.00', code_count: 10, expires_days: 180 },
  { ...STANDARD, name: 'Team', price: '3690.00', code_count: 100, expires_days: 365 },
  { ...STANDARD, name: 'Business', price: '32900.00', code_count: 1_000, expires_days: 365 },
  { ...STANDARD, name: 'Enterprise', price: '289000.00', code_count: 10_000, expires_days: null },
  {
    name: 'Classroom',
    price: '2990.00',
    code_count: 10,
    code_max_uses: 10,
    expires_days: 120,
    validity_days: 90,
  },
  {
    name: 'Spring trial',
    price: '99.00',
    code_count: 10,
    code_max_uses: 1,
    expires_days: 21,
    validity_days: 14,
  },
] as const;
export type PlanName = (typeof PLANS)[number]['name'];
const ENDED = { plan: 'Spring trial', days: 70 } as const;

const TEAMS = [
  { name: 'Aurora', capacity: 50 },
  { name: 'Bamboo', capacity: 50 },
  { name: 'Cedar', capacity: 100 },
  { name: 'Dragonfly', capacity: 150 },
  { name: 'Ember', capacity: 300 },
  { name: 'Fountain', capacity: 520 },
  { name: 'Harvest', capacity: 800 },
  { name: 'Glacier', capacity: 40 },
];
const CLOSED_TEAM = 'Glacier';

export type Team = { id: number; capacity: number };

export type Business = {
  adminId: number;
  shops: Map<ShopName, number>;
  plans: Map<PlanName, number>;
  /** Those that customers are placed in. */
  teams: Team[];
};

/** @throws Problem when there is anybody or anything in the database already */
export async function seedBusiness(ctx: Ctx, password: string): Promise<Business> {
  await assertEmpty(ctx);
  const adminId = await seedStaff(ctx, password);
  const plans = new Map<PlanName, number>();
  const teams: Team[] = [];
  await inTransaction(ctx, async (tx) => {
    for (const plan of PLANS) plans.set(plan.name, (await createPlan(tx, { ...plan, currency: 'CNY' })).id);
    for (const { name, capacity } of TEAMS) {
      const { id } = await createTeam(tx, { name, account_id: `workspace-${name.toLowerCase()}`, capacity });
      if (name === CLOSED_TEAM) await deactivateTeam(as(tx, adminOf(adminId)), { team_id: id });
      else teams.push({ id, capacity });
    }
    await ageSetup(tx, OPENED_DAYS * DAY);
  });
  const shops = new Map<ShopName, number>();
  for (const shop of SHOPS) shops.set(shop.name, await open(ctx, shop, password));
  return { adminId, shops, plans, teams };
}

/** What was sold for some weeks only is taken off the shelf, after its last order. */
export async function endTrial(ctx: Ctx, { adminId, plans }: Business) {
  const planId = plans.get(ENDED.plan);
  if (!planId) throw new Error(`there is no plan ${ENDED.plan}`);
  await inTransaction(ctx, async (tx) => {
    await deactivatePlan(as(tx, adminOf(adminId)), { plan_id: planId });
    await age(tx, 'plans', ['updated_at'], ENDED.days * DAY, Prisma.sql`id = ${planId}`);
    const told = Prisma.sql`action = 'catalog.deactivate-plan' AND entity_id = ${String(planId)}`;
    await age(tx, 'audit_log', ['created_at'], ENDED.days * DAY, told);
  });
}

/** Distributors that are not served any more. */
export async function closeShops(ctx: Ctx, { adminId, shops }: Business) {
  for (const { name, closed } of SHOPS) {
    const id = shops.get(name);
    if (!closed || !id) continue;
    await inTransaction(ctx, async (tx) => {
      await disableDistributor(as(tx, adminOf(adminId)), { distributor_id: id, stop_codes: true });
      await age(tx, 'users', ['updated_at'], closed * DAY, Prisma.sql`id = ${id}`);
      await age(tx, 'distributors', ['codes_stopped_at'], closed * DAY, Prisma.sql`user_id = ${id}`);
      const told = Prisma.sql`entity_id = ${String(id)} AND action IN ('accounts.disable-user', 'distributors.disable-distributor')`;
      await age(tx, 'audit_log', ['created_at'], closed * DAY, told);
    });
  }
}

async function ageSetup(tx: Tx, seconds: number) {
  for (const table of ['plans', 'teams'])
    await age(tx, table, ['created_at', 'updated_at'], seconds, Prisma.sql`true`);
  await age(tx, 'audit_log', ['created_at'], seconds, Prisma.sql`entity IN ('plan', 'team')`);
}

/** @returns the distributor's id */
function open(ctx: Ctx, { email, name, slug, unit_price, days, brand }: Shop, password: string) {
  return inTransaction(ctx, async (tx) => {
    const { id } = await createUser(tx, { email, name, role: 'DISTRIBUTOR', password });
    await createDistributor(tx, { user_id: id, currency: 'CNY', slug, unit_price });
    if (brand) await dress(tx, id, brand);
    await agePerson(tx, id, days * DAY);
    return id;
  });
}

async function dress(tx: Tx, whose: number, { mark, ...words }: NonNullable<Shop['brand']>) {
  await setBrand(tx, { whose, ...words });
  const channels = [1, 3, 5].map((at) => Number.parseInt(words.brand_color.slice(at, at + 2), 16));
  const color = [channels[0] ?? 0, channels[1] ?? 0, channels[2] ?? 0] as const;
  const middle = MARK_SIDE / 2;
  const bytes = pngOf(MARK_SIDE, MARK_SIDE, color, (x, y) => mark(x - middle, y - middle));
  await setLogo(tx, { whose, bytes });
}

async function assertEmpty({ db }: Ctx) {
  const [users, plans, teams] = [await db.user.count(), await db.plan.count(), await db.team.count()];
  if (users + plans + teams > 0)
    throw new Problem(
      'The database is not empty, so no demo data were added: they belong in one of their own. With --codes, codes are added to the present one.',
    );
}
