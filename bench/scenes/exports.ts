import { finished } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import type { Bench, Scene } from '../bench';
import { compete, once, ratioOf, within } from '../figure';
import { Connections } from '../http';

/** All codes of a distributor as a file, against the fastest that the database itself can write one. */
export const exports: Scene = {
  name: 'export',
  async run(bench) {
    const { options, business, headers } = bench;
    const http = new Connections(1);
    const path = '/api/v1/distributors/me/codes?format=csv';
    const figures = await compete(options.rounds, [
      {
        what: `${business.large.codes.toLocaleString('en')} codes as a file`,
        ways: {
          sql: once(() => copy(bench)),
          product: once(async () => {
            const lines = await http.countLines(path, headers.large);
            if (lines <= business.large.codes) throw new Error(`the file has ${lines} lines`);
          }),
        },
        aims: [within('≤ 2 × COPY', 2, (rounds) => ratioOf(rounds, 'product', 'sql'))],
        note: () => 'the same SQL: COPY … TO STDOUT',
      },
    ]);
    await http.close();
    return figures;
  },
};

async function copy({ sql, business, headers }: Bench) {
  const client = await sql.connect();
  try {
    const stream = client.query(
      copyTo(`COPY (
        SELECT code.id, code.code, CASE WHEN NOT code.is_active THEN 'inactive' WHEN code.expires_at <= now() THEN 'expired'
            WHEN code.used_count >= code.max_uses THEN 'depleted' ELSE 'active' END,
          code.used_count, code.max_uses, code.expires_at, code.is_active, bought.order_no, '${headers.large.origin}/r/' || code.code
        FROM redeem_codes AS code JOIN orders AS bought ON bought.id = code.order_id
        WHERE code.created_by = ${business.large.id} ORDER BY code.order_id DESC, code.seq DESC) TO STDOUT WITH (FORMAT csv)`),
    );
    await finished(stream.resume());
  } finally {
    client.release();
  }
}
