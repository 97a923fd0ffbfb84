import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Scene } from '../bench';
import { compete, medianOf, once, within, type Contest } from '../figure';
import { Connections } from '../http';
import { callbackOf, NOTIFY, placeOrders } from '../orders';
import { LETTERS } from '../sales';
import { untilIdle } from '../worker';

const LOOK_EVERY_MS = 10;

/** From the callback until the order has all its codes. */
export const issues: Scene = {
  name: 'issue',
  async run(bench) {
    const { rounds, codes } = bench.options;
    const http = new Connections(1);
    const figures = await compete(rounds, [contestOf(bench, http, 100_000, 3)]);
    // A million takes most of a minute each time, floor and product: fewer rounds tell as much.
    if (codes >= 1_000_000)
      figures.push(...(await compete(Math.min(rounds, 2), [contestOf(bench, http, 1_000_000, 30)])));
    await http.close();
    await untilIdle(bench);
    return figures;
  },
};

function contestOf(bench: Bench, http: Connections, codes: number, seconds: number): Contest {
  return {
    what: `${codes.toLocaleString('en')} codes issued, from the callback on`,
    ways: { sql: () => insertOnly(bench, codes), product: () => issueOne(bench, http, codes) },
    aims: [within(`≤ ${seconds} s`, seconds * 1_000, (rounds) => medianOf(rounds, 'product', 'p50'))],
  };
}

async function issueOne(bench: Bench, http: Connections, codes: number) {
  const [order] = await placeOrders(bench, 1, codes);
  if (!order) throw new Error('no order was placed');
  const call = callbackOf(order);
  return once(async () => {
    await http.expect(200, 0, NOTIFY, call);
    for (;;) {
      const { rows } = await bench.sql.query<{ status: string }>(
        'SELECT status FROM orders WHERE order_no = $1',
        [order.order_no],
      );
      if (rows[0]?.status === 'COMPLETED') return;
      await sleep(LOOK_EVERY_MS);
    }
  })();
}

/** As many rows in one INSERT … SELECT of the same form, drawn by nobody, and taken back. */
async function insertOnly(bench: Bench, codes: number) {
  const [order] = await placeOrders(bench, 1, codes);
  const client = await bench.sql.connect();
  try {
    await client.query('BEGIN');
    const sample = await once(() =>
      client.query(
        `INSERT INTO redeem_codes (code, order_id, seq, created_by, max_uses, expires_at, validity_days, note)
        SELECT 'ORD' || bought.id || '_' || ${LETTERS}, bought.id, seq,
          bought.buyer_user_id, bought.code_max_uses, bought.codes_expire_at, bought.code_validity_days, bought.order_no
        FROM orders AS bought, generate_series(1, bought.expected_count) AS seq
        WHERE bought.order_no = $1 ON CONFLICT DO NOTHING`,
        [order?.order_no],
      ),
    )();
    await client.query('ROLLBACK');
    await client.query('VACUUM redeem_codes');
    return sample;
  } finally {
    client.release();
  }
}
