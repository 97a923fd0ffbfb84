import { contextOf } from '../../lib/context';
import { receiveEvent } from '../../lib/payments/receive-event';
import type { Bench, Scene } from '../bench';
import { compete, medianOf, within, type Ways } from '../figure';
import { Connections, EMPTY_ROUTE } from '../http';
import { allOf, openLoop, type Act } from '../load';
import { callbackOf, expectPaidOnce, NOTIFY, placeOrders, type Unpaid } from '../orders';
import type { Sample } from '../sample';
import { recordStatements, replay, type Sent } from '../sql';
import { untilIdle, workerElsewhere } from '../worker';

const RATES = [200, 300];
const SECONDS = 3;
const BURST = 100;
const WARM_UP = 600;
/** Callbacks that a provider sends again, and how many of them at once. */
const AGAIN = 300;
const AGAIN_AT_ONCE = 10;
/** Small orders: what is measured is the callback, while the worker issues what was paid. */
const CODES = 10;

/** What a payment provider sends, each for an order of its own. */
export const callbacks: Scene = {
  name: 'callback',
  async run(bench) {
    const http = new Connections(BURST);
    await http.warm(EMPTY_ROUTE);
    const recorded = await recordCallback(bench);
    const paid: Unpaid[] = [];
    const waysOf = (count: number, load: (act: Act) => Promise<Sample>): Ways => {
      const fresh = async (act: (order: Unpaid, at: number) => Promise<unknown>) => {
        const orders = await placeOrders(bench, count, CODES);
        paid.push(...orders);
        return load((at, connection) => act(orders[at]!, connection));
      };
      return {
        empty: () =>
          load((_, connection) => http.expect(404, connection, EMPTY_ROUTE, { method: 'POST', body: '{}' })),
        sql: () => fresh((order) => replay(bench.sql, recorded.statements, swapsOf(recorded.order, order))),
        product: async () => {
          const orders = await placeOrders(bench, count, CODES);
          paid.push(...orders);
          const calls = orders.map(callbackOf);
          return load((at, connection) => http.expect(200, connection, NOTIFY, calls[at]));
        },
      };
    };
    // A server that has just started is not what is measured.
    const { product: warmUp } = waysOf(WARM_UP, (act) => openLoop(WARM_UP / SECONDS, WARM_UP, act));
    await warmUp?.();
    await untilIdle(bench);
    const fixed = (rate: number) => (act: Act) => openLoop(rate, SECONDS * rate, act);
    const soon = [within('P99 ≤ 50 ms', 50, (r) => medianOf(r, 'product', 'p99'))];
    const figures = await compete(bench.options.rounds, [
      {
        what: `callback, ${BURST} at once`,
        ways: waysOf(BURST, (act) => allOf(BURST, BURST, act)),
        aims: [
          within(
            'last one ≤ 2 × empty route',
            2,
            (r) => medianOf(r, 'product', 'max') / medianOf(r, 'empty', 'max'),
          ),
        ],
      },
      ...RATES.flatMap((rate) => [
        { what: `callback, ${rate} a second`, ways: waysOf(SECONDS * rate, fixed(rate)), aims: soon },
        {
          what: `callback, ${rate} a second, codes issued by another machine`,
          ways: waysOf(SECONDS * rate, (act) => workerElsewhere(bench, () => fixed(rate)(act))),
          aims: soon,
        },
      ]),
      { what: 'callback, told again', ways: waysAgain(bench, http, recorded.again, paid) },
    ]);
    await http.close();
    await expectPaidOnce(bench, paid);
    await untilIdle(bench);
    return figures;
  },
};

/** What a provider sends although it was answered: paid before, so nothing may come of it. */
function waysAgain(bench: Bench, http: Connections, again: Recorded, paid: Unpaid[]): Ways {
  const told = async (act: (call: ReturnType<typeof callbackOf>, connection: number) => Promise<unknown>) => {
    const orders = await placeOrders(bench, AGAIN, CODES);
    paid.push(...orders);
    const calls = orders.map(callbackOf);
    await allOf(AGAIN, AGAIN_AT_ONCE, (at, connection) => http.expect(200, connection, NOTIFY, calls[at]));
    await untilIdle(bench);
    return allOf(AGAIN, AGAIN_AT_ONCE, (at, connection) => act(calls[at]!, connection));
  };
  return {
    empty: () =>
      allOf(AGAIN, AGAIN_AT_ONCE, (_, connection) =>
        http.expect(404, connection, EMPTY_ROUTE, { method: 'POST', body: '{}' }),
      ),
    sql: () =>
      told((call) =>
        replay(bench.sql, again.statements, new Map([[again.order.event, call.headers['webhook-id']]])),
      ),
    product: () => told((call, connection) => http.expect(200, connection, NOTIFY, call)),
  };
}

type Recorded = { order: Unpaid & { event: string }; statements: Sent[] };

/** The statements of one callback and of its repetition, from an order that is there for nothing else. */
async function recordCallback(bench: Bench): Promise<Recorded & { again: Recorded }> {
  const [first, second] = await placeOrders(bench, 2, CODES);
  const pay = async ({ body, headers }: ReturnType<typeof callbackOf>) => {
    await receiveEvent(contextOf({ kind: 'provider', provider: 'sandbox' }), {
      provider: 'sandbox',
      rawBody: Buffer.from(body),
      headers: new Headers(headers),
      ip: '127.0.0.1',
    });
  };
  await pay(callbackOf(first!));
  const call = callbackOf(second!);
  const order = { ...second!, event: call.headers['webhook-id'] };
  const statements = await recordStatements(() => pay(call));
  return { order, statements, again: { order, statements: await recordStatements(() => pay(call)) } };
}

function swapsOf(from: Unpaid & { event: string }, to: Unpaid) {
  return new Map([
    [from.event, `msg_${crypto.randomUUID()}`],
    [from.transaction_id, to.transaction_id],
    [from.order_no, to.order_no],
    [String(from.payment_id), String(to.payment_id)],
  ]);
}
