import { createDistributor } from '../lib/distributors/create-distributor';
import { createUser } from '../lib/accounts/create-user';
import { createPlan } from '../lib/catalog/create-plan';
import { systemContext } from '../lib/context';
import { createTeam } from '../lib/members/create-team';
import { addScale } from '../prisma/seed-scale';
import type { Sql } from './sql';

/** A distributor to be measured with. */
export type Seller = { id: number; codes: number };
/** `buyer` has nothing yet: it buys while it is measured. */
export type Business = { small: Seller; large: Seller; buyer: Seller; plan_id: number };

const SMALL = 100_000;
/** Enough for a thousand pages at the smaller size. */
const INVITED_SHARE = 0.55;
const FIRST_ID = 700_000;
const SEATS = 100_000;
const ROOMY_TEAMS = 20;

/** Distributors with what they bought and sold in ninety days, one with 100,000 codes and one with as many as are asked for. */
export async function fill(sql: Sql, codes: number): Promise<Business> {
  await startIdsAt(sql);
  const ctx = systemContext('bench');
  // The first teams with free seats are taken first: these have enough for all that is redeemed here.
  for (let at = 1; at <= ROOMY_TEAMS; at += 1)
    await createTeam(ctx, { name: `Bench ${at}`, account_id: `bench-${at}`, capacity: SEATS });
  const plan = await createPlan(ctx, {
    name: 'Bench',
    price: '99.00',
    currency: 'CNY',
    code_count: 10,
    code_max_uses: 1,
    expires_days: null,
    validity_days: null,
  });
  const business = {
    small: await seller('small', SMALL),
    large: await seller('large', codes),
    buyer: await seller('buyer', 0),
  };
  for (const { id, codes } of [business.small, business.large])
    await addScale(ctx, { distributorId: id, codes, invitations: codes * INVITED_SHARE });
  // Many customers come from few addresses here.
  await sql.query(`INSERT INTO settings (key, value) VALUES ('members.redeem_per_ip', '10000')`);
  await sql.query('VACUUM (ANALYZE)');
  return { ...business, plan_id: plan.id };
}

/** Long ids: those of something recorded can be told from every other number, and played again for something else. */
async function startIdsAt(sql: Sql) {
  for (const table of [
    'users',
    'orders',
    'payments',
    'payment_events',
    'redeem_codes',
    'invite_records',
    'team_members',
  ])
    await sql.query(`SELECT setval(pg_get_serial_sequence($1, 'id'), $2)`, [table, FIRST_ID]);
}

async function seller(name: string, codes: number): Promise<Seller> {
  const ctx = systemContext('bench');
  const { id } = await createUser(ctx, {
    email: `${name}@bench.example`,
    name,
    role: 'DISTRIBUTOR',
    password: crypto.randomUUID(),
  });
  await createDistributor(ctx, { user_id: id, currency: 'CNY', slug: `bench-${name}`, unit_price: '12.50' });
  return { id, codes };
}
