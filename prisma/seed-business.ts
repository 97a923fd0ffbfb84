import { createUser } from '../lib/accounts/create-user';
import { createPlan } from '../lib/catalog/create-plan';
import type { Ctx } from '../lib/context';
import { createDistributor } from '../lib/distributors/create-distributor';
import { setBrand } from '../lib/distributors/set-brand';
import { setLogo } from '../lib/distributors/set-logo';
import { createTeam } from '../lib/members/create-team';
import { pngOf } from '../lib/testing/pictures';
import { Problem } from '../bin/problem.mjs';

const STAFF = [
  { email: 'admin@tributary.example', name: 'Lin Wei', role: 'ADMIN' },
  { email: 'operator@tributary.example', name: 'Chen Yu', role: 'OPERATOR' },
] as const;

const DISTRIBUTORS = [
  {
    email: 'distributor@tributary.example',
    name: 'Morning Star Digital',
    slug: 'morning-star',
    unit_price: '12.00',
    brand_color: '#f2a900',
    welcome_text: 'Good morning! Your seat is one code away.',
    // A star: near the axes it reaches far, between them it does not.
    mark: (x: number, y: number) => Math.sqrt(Math.abs(x)) + Math.sqrt(Math.abs(y)) < 6.6,
  },
  {
    email: 'distributor2@tributary.example',
    name: 'Harbour Trading',
    slug: 'harbour',
    unit_price: '10.50',
    brand_color: '#0b5d66',
    welcome_text: 'Welcome aboard.\nYour seat is ready.',
    // Waves.
    mark: (x: number, y: number) => Math.floor((y + 6 * Math.sin(x / 6) + 96) / 10) % 2 === 0,
  },
];

const MARK_SIDE = 96;

/** The more codes, the less each of them costs: 39.90 down to 28.90. */
const PLANS = [
  { name: 'Starter', price: '399.00', code_count: 10, expires_days: 180 },
  { name: 'Team', price: '3690.00', code_count: 100, expires_days: 365 },
  { name: 'Business', price: '32900.00', code_count: 1_000, expires_days: 365 },
  { name: 'Enterprise', price: '289000.00', code_count: 10_000, expires_days: null },
];
const VALIDITY_DAYS = 30;

const TEAMS = [
  { name: 'Aurora', capacity: 50 },
  { name: 'Bamboo', capacity: 50 },
  { name: 'Cedar', capacity: 100 },
  { name: 'Dragonfly', capacity: 100 },
  { name: 'Ember', capacity: 200 },
  { name: 'Fountain', capacity: 500 },
];

export type Business = {
  distributors: { id: number; email: string }[];
  /** By name, for example "Starter". */
  plans: Map<string, number>;
};

/** @throws Problem when there is anybody or anything in the database already */
export async function seedBusiness(ctx: Ctx, password: string): Promise<Business> {
  await assertEmpty(ctx);
  for (const person of STAFF) await createUser(ctx, { ...person, password });
  const distributors = [];
  for (const { email, name, slug, unit_price, ...brand } of DISTRIBUTORS) {
    const user = await createUser(ctx, { email, name, role: 'DISTRIBUTOR', password });
    await createDistributor(ctx, { user_id: user.id, currency: 'CNY', slug, unit_price });
    await dress(ctx, user.id, brand);
    distributors.push(user);
  }
  const plans = new Map<string, number>();
  for (const terms of PLANS) {
    const plan = await createPlan(ctx, {
      ...terms,
      currency: 'CNY',
      code_max_uses: 1,
      validity_days: VALIDITY_DAYS,
    });
    plans.set(plan.name, plan.id);
  }
  for (const { name, capacity } of TEAMS)
    await createTeam(ctx, { name, account_id: `workspace-${name.toLowerCase()}`, capacity });
  return { distributors, plans };
}

type DemoBrand = Pick<(typeof DISTRIBUTORS)[number], 'brand_color' | 'welcome_text' | 'mark'>;

async function dress(ctx: Ctx, whose: number, { mark, ...words }: DemoBrand) {
  await setBrand(ctx, { whose, ...words });
  const channels = [1, 3, 5].map((at) => Number.parseInt(words.brand_color.slice(at, at + 2), 16));
  const color = [channels[0] ?? 0, channels[1] ?? 0, channels[2] ?? 0] as const;
  const middle = MARK_SIDE / 2;
  const bytes = pngOf(MARK_SIDE, MARK_SIDE, color, (x, y) => mark(x - middle, y - middle));
  await setLogo(ctx, { whose, bytes });
}

async function assertEmpty({ db }: Ctx) {
  const [users, plans, teams] = [await db.user.count(), await db.plan.count(), await db.team.count()];
  if (users + plans + teams > 0)
    throw new Problem(
      'The database is not empty, so no demo data were added: they belong in one of their own.',
    );
}
