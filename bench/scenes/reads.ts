import { contextOf } from '../../lib/context';
import type { Bench, Scene } from '../bench';
import { compete, type Contest } from '../figure';
import { Connections, EMPTY_ROUTE } from '../http';
import { closedLoop } from '../load';
import { recordStatements, replay } from '../sql';
import { everythingRead, type Read } from '../what-is-read';

const CONNECTIONS = 10;
const SLOT_MS = 800;
const FLOOR_MS = 400;

/** Everything a distributor looks at, over HTTP and as the statements behind it. */
export const reads: Scene = {
  name: 'reads',
  async run(bench) {
    const http = new Connections(CONNECTIONS);
    await http.warm(EMPTY_ROUTE);
    const contests = [];
    for (const read of await everythingRead(bench, http)) contests.push(await contestOf(bench, http, read));
    const figures = await compete(bench.options.rounds, contests);
    await http.close();
    return figures;
  },
};

async function contestOf({ sql, headers, business }: Bench, http: Connections, read: Read): Promise<Contest> {
  const { what, path, seller, verb, aims, beside, atOnce = CONNECTIONS } = read;
  const ctx = contextOf({ kind: 'user', userId: business[seller].id, role: 'DISTRIBUTOR', via: 'session' });
  // What a first call asks for once is none of its statements.
  await verb(ctx);
  const statements = await recordStatements(() => verb(ctx));
  const question = { headers: headers[seller] };
  const get = (path: string) => () =>
    closedLoop(atOnce, SLOT_MS, (_, at) => http.expect(200, at, path, question));
  return {
    what,
    aims,
    ways: {
      empty: () => closedLoop(atOnce, FLOOR_MS, (_, at) => http.expect(404, at, EMPTY_ROUTE)),
      sql: () => closedLoop(atOnce, FLOOR_MS, () => replay(sql, statements)),
      ...(beside && { other: get(beside) }),
      product: get(path),
    },
  };
}
