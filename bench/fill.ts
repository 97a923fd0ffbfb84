import { createUser } from '../lib/accounts/create-user';
import { createPlan } from '../lib/catalog/create-plan';
import { systemContext } from '../lib/context';
import { createDistributor } from '../lib/distributors/create-distributor';
import { createTeam } from '../lib/members/create-team';
import { rebuildCounters } from '../lib/monitoring/rebuild-counters';
import { writeSales } from './sales';
import type { Sql } from './sql';

/** A distributor to be measured with. */
export type Seller = { id: number; codes: number };
/** `buyer` has nothing yet: it buys while it is measured. */
export type Business = { small: Seller; large: Seller; buyer: Seller; plan_id: number };

const SMALL = 100_000;
const FIRST_ID = 700_000;
const TEAMS = 20;
const SEATS = 100_000;

/**
 * Distributors with what they bought and sold in ninety days, one with 100,000 codes and one with as many as are asked for. Demo data
 * are made with everything that is told of them, which would take longer here than all the measuring.
 */
export async function fill(sql: Sql, codes: number): Promise<Business> {
  await startIdsAt(sql);
  const ctx = systemContext('bench');
  const teams = [];
  for (let at = 1; at <= TEAMS; at += 1)
    teams.push(await createTeam(ctx, { name: `Team ${at}`, account_id: `team-${at}`, capacity: SEATS }));
  const plan = await createPlan(ctx, {
    name: 'Ten codes',
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
    plan_id: plan.id,
  };
  const place = { plan_id: plan.id, teams: teams.map(({ id }) => id) };
  // Three in five codes, or one: enough for a thousand pages at either size.
  await writeSales(sql, { ...place, ...business.small, group: 20 });
  await writeSales(sql, { ...place, ...business.large, group: codes > SMALL ? 60 : 20 });
  await sql.query('ANALYZE');
  await rebuildCounters(ctx);
  // Many customers come from few addresses here.
  await sql.query(`INSERT INTO settings (key, value) VALUES ('members.redeem_per_ip', '10000')`);
  await sql.query('VACUUM (ANALYZE)');
  return business;
}

/** Long ids: those of something recorded can be told from every other number, and played again for something else. */
async function startIdsAt(sql: Sql) {
  for (const table of [
    'users',
    'teams',
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
