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

const PER_SECOND = 200;
const SECONDS = 3;
const BURST = 100;
const WARM_UP = 600;
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
    const { product: warmUp } = waysOf(WARM_UP, (act) => openLoop(PER_SECOND, WARM_UP, act));
    const everySecond = (act: Act) => openLoop(PER_SECOND, PER_SECOND * SECONDS, act);
    await warmUp?.();
    await untilIdle(bench);
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
      {
        what: `callback, ${PER_SECOND} a second`,
        ways: waysOf(PER_SECOND * SECONDS, everySecond),
        aims: [within('P99 ≤ 50 ms', 50, (r) => medianOf(r, 'product', 'p99'))],
      },
      {
        what: `callback, ${PER_SECOND} a second, codes issued by another machine`,
        ways: waysOf(PER_SECOND * SECONDS, (act) => workerElsewhere(bench, () => everySecond(act))),
        aims: [within('P99 ≤ 50 ms', 50, (r) => medianOf(r, 'product', 'p99'))],
      },
    ]);
    await http.close();
    await expectPaidOnce(bench, paid);
    await untilIdle(bench);
    return figures;
  },
};

/** The statements of one callback, from an order that is there for nothing else. */
async function recordCallback(
  bench: Bench,
): Promise<{ order: Unpaid & { event: string }; statements: Sent[] }> {
  const [first, second] = await placeOrders(bench, 2, CODES);
  const pay = async (order: Unpaid) => {
    const { body, headers } = callbackOf(order);
    await receiveEvent(contextOf({ kind: 'provider', provider: 'sandbox' }), {
      provider: 'sandbox',
      rawBody: Buffer.from(body),
      headers: new Headers(headers),
      ip: '127.0.0.1',
    });
    return headers['webhook-id'];
  };
  await pay(first!);
  let event = '';
  const statements = await recordStatements(async () => (event = await pay(second!)));
  return { order: { ...second!, event }, statements };
}

function swapsOf(from: Unpaid & { event: string }, to: Unpaid) {
  return new Map([
    [from.event, `msg_${crypto.randomUUID()}`],
    [from.transaction_id, to.transaction_id],
    [from.order_no, to.order_no],
    [String(from.payment_id), String(to.payment_id)],
  ]);
}
