import { contextOf } from '../../lib/context';
import { redeemCode } from '../../lib/members/redeem-code';
import type { Bench, Scene } from '../bench';
import { compete } from '../figure';
import { Connections, EMPTY_ROUTE } from '../http';
import { allOf, closedLoop } from '../load';
import { recordStatements, replay, type Sent } from '../sql';
import { untilIdle } from '../worker';

const CONNECTIONS = 10;
const RACERS = 100;
const SLOT_MS = 1_500;
const FLOOR_MS = 750;
const PATH = '/api/v1/public/redeem';

type Tried = { code: string; email: string };

/** Customers who redeem codes of their own, and a hundred who want the same one. */
export const redemptions: Scene = {
  name: 'redeem',
  async run(bench) {
    const http = new Connections(RACERS);
    await http.warm(EMPTY_ROUTE);
    const codes = await unusedCodes(bench);
    const recorded = await recordRedemption(codes());
    const play = (tried: Tried) => replay(bench.sql, recorded.statements, swapsOf(recorded, tried));
    const figures = await compete(bench.options.rounds, [
      {
        what: `codes redeemed, ${CONNECTIONS} customers at a time`,
        ways: {
          empty: () => closedLoop(CONNECTIONS, FLOOR_MS, (_, at) => http.expect(404, at, EMPTY_ROUTE)),
          sql: () => closedLoop(CONNECTIONS, FLOOR_MS, () => play({ code: codes(), email: customer() })),
          product: () =>
            closedLoop(CONNECTIONS, SLOT_MS, (_, at) =>
              http.expect(200, at, PATH, asked({ code: codes(), email: customer() })),
            ),
        },
      },
      {
        what: `${RACERS} customers race for one use`,
        ways: {
          empty: () => allOf(RACERS, RACERS, (_, at) => http.expect(404, at, EMPTY_ROUTE)),
          sql: () => {
            const code = codes();
            return allOf(RACERS, RACERS, () => play({ code, email: customer() }));
          },
          product: () => race(http, codes()),
        },
      },
    ]);
    await http.close();
    await untilIdle(bench);
    return figures;
  },
};

async function race(http: Connections, code: string) {
  const answers: number[] = [];
  const sample = await allOf(RACERS, RACERS, async (_, at) => {
    const { status } = await http.ask(at, PATH, asked({ code, email: customer() }));
    answers.push(status);
  });
  const won = answers.filter((status) => status === 200).length;
  const refused = answers.filter((status) => status === 400).length;
  if (won !== 1 || refused !== RACERS - 1)
    throw new Error(`${won} won the race, ${refused} were refused: ${answers.join(' ')}`);
  return sample;
}

/** Codes that nobody has used, each of another order than the one before. */
async function unusedCodes({ sql, business }: Bench) {
  const { rows } = await sql.query<{ code: string }>(
    `SELECT code FROM redeem_codes JOIN distributors ON user_id = created_by
    WHERE created_by = $1 AND is_active AND used_count = 0 AND max_uses = 1 AND (expires_at > now() OR expires_at IS NULL)
    ORDER BY seq, order_id LIMIT 50000`,
    [business.large.id],
  );
  return () => {
    const next = rows.pop();
    if (!next) throw new Error('all codes have been used');
    return next.code;
  };
}

let customers = 0;
const customer = () => `newcomer-${++customers}@example.com`;

/** As a proxy passes it on: each customer has an address. */
function asked(tried: Tried) {
  customers += 1;
  const address = `10.${(customers >> 16) & 255}.${(customers >> 8) & 255}.${customers & 255}`;
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify(tried),
  } as const;
}

async function recordRedemption(code: string) {
  const tried = { code, email: customer() };
  let statements: Sent[] = [];
  const ctx = contextOf({ kind: 'public', ip: '10.255.255.255' });
  statements = await recordStatements(() => redeemCode(ctx, tried));
  return { tried, statements };
}

function swapsOf({ tried }: { tried: Tried }, { code, email }: Tried) {
  return new Map([
    [tried.code, code],
    [tried.email, email],
  ]);
}
