import { saleRows } from '../../lib/reports/sale-rows';
import type { Bench, Scene } from '../bench';
import { compete, once, ratioOf, type Aim } from '../figure';

const PAGE = 51;

const FIVE_TIMES: Aim = {
  says: 'today’s SQL at least 5 × as fast',
  isMet: (rounds) => ratioOf(rounds, 'product', 'sql') >= 5,
};

/** The sales of a distributor by its own column, and as they were once found: all its codes fetched, then named one by one. */
export const inLists: Scene = {
  name: 'in-list',
  run(bench) {
    const { sql, business, options } = bench;
    const { text, values } = saleRows(business.small.id, undefined, PAGE);
    const work = () => sql.query({ name: 'sales', text, values });
    return compete(options.rounds, [
      {
        what: `sales by the list of a distributor's ${business.small.codes.toLocaleString('en')} codes, as once was`,
        ways: { sql: once(work), product: once(() => byList(bench)) },
        aims: [FIVE_TIMES],
        note: (rounds) => `${Math.round(ratioOf(rounds, 'product', 'sql'))} times as fast`,
      },
    ]);
  },
};

async function byList({ sql, business }: Bench) {
  const { rows } = await sql.query<{ id: number }>(
    'SELECT id, code FROM redeem_codes WHERE created_by = $1',
    [business.small.id],
  );
  await sql.query(`SELECT * FROM invite_records WHERE redeem_code_id IN (${rows.map(({ id }) => id).join()})
    ORDER BY created_at DESC LIMIT ${PAGE}`);
}
