import { listCodes } from '../lib/codes/list-codes';
import { CodesQuery } from '../lib/codes/schema';
import type { Ctx } from '../lib/context';
import { listMembers } from '../lib/members/list-members';
import { MembersQuery } from '../lib/members/schema';
import { getPlanSales } from '../lib/reports/get-plan-sales';
import { getSalesTrend } from '../lib/reports/get-sales-trend';
import { getSummary } from '../lib/reports/get-summary';
import { listSales } from '../lib/reports/list-sales';
import { PlanSalesQuery, SalesQuery, SalesTrendQuery } from '../lib/reports/schema';
import type { Bench } from './bench';
import { medianOf, ratioOf, within, type Aim } from './figure';
import type { Seller } from './fill';
import type { Connections } from './http';

const ME = '/api/v1/distributors/me';
const PAGE = 50;
const DEEP_PAGE = 1_000;
/** The way to a deep page, in larger steps. */
const STEP = 150;

export type Read = {
  what: string;
  path: string;
  seller: 'small' | 'large';
  /** The verb behind the path, whose statements are the floor. */
  verb: (ctx: Ctx) => Promise<unknown>;
  aims?: Aim[];
  /** A path to be compared with. */
  beside?: string;
  atOnce?: number;
};

const QUICK = within('P99 ≤ 25 ms', 25, (rounds) => medianOf(rounds, 'product', 'p99'));
const NEAR_EMPTY = within(
  'P50 ≤ empty route + 3 ms',
  3,
  (rounds) => medianOf(rounds, 'product', 'p50') - medianOf(rounds, 'empty', 'p50'),
);
const FLAT = within('P50 ≤ 1.2 × first page', 1.2, (rounds) => ratioOf(rounds, 'product', 'other'));

export async function everythingRead(bench: Bench, http: Connections): Promise<Read[]> {
  const { small, large } = bench.business;
  return [
    ...bySize('small', small, await deepCursor(http, bench.headers.small)),
    ...bySize('large', large, await deepCursor(http, bench.headers.large)),
    ...reports(),
    ...lists(await someCode(bench, large)),
  ];
}

/** What the size of the business might slow down. */
function bySize(seller: Read['seller'], { codes }: Seller, cursor: string): Read[] {
  const size = `${codes.toLocaleString('en')} codes`;
  const summary = { path: `${ME}/summary`, seller, verb: (ctx: Ctx) => getSummary(ctx, 'me') };
  const sales = (query: Record<string, string>) => ({
    path: `${ME}/sales?${new URLSearchParams(query).toString()}`,
    seller,
    verb: (ctx: Ctx) => listSales(ctx, 'me', SalesQuery.parse(query)),
  });
  const first = sales({ limit: String(PAGE) });
  const deep = sales({ limit: String(PAGE), cursor });
  return [
    { ...summary, what: `summary, ${size}`, aims: [QUICK] },
    { ...summary, what: `summary, one at a time, ${size}`, aims: [NEAR_EMPTY], atOnce: 1 },
    { ...first, what: `sales, first page, ${size}`, aims: [QUICK] },
    {
      ...deep,
      what: `sales, page ${DEEP_PAGE.toLocaleString('en')}, ${size}`,
      aims: [QUICK, FLAT],
      beside: first.path,
    },
  ];
}

/** The other figures, of the larger business. */
function reports(): Read[] {
  return [
    {
      what: 'sales trend, 30 days',
      path: `${ME}/sales-trend`,
      seller: 'large',
      verb: (ctx) => getSalesTrend(ctx, 'me', SalesTrendQuery.parse({})),
    },
    {
      what: 'plan sales, 30 days',
      path: `${ME}/plan-sales`,
      seller: 'large',
      verb: (ctx) => getPlanSales(ctx, 'me', PlanSalesQuery.parse({})),
    },
  ];
}

/** The other lists with each of their filters. */
function lists({ code, order_no }: { code: string; order_no: string }): Read[] {
  const members = (what: string, query: Record<string, string>): Read => ({
    what: `members, ${what}`,
    path: `${ME}/members?${new URLSearchParams(query).toString()}`,
    seller: 'large',
    verb: (ctx) => listMembers(ctx, 'me', MembersQuery.parse(query)),
  });
  const codes = (what: string, query: Record<string, string>): Read => ({
    what: `codes, ${what}`,
    path: `${ME}/codes?${new URLSearchParams(query).toString()}`,
    seller: 'large',
    verb: (ctx) => listCodes(ctx, 'me', CodesQuery.parse(query)),
  });
  // A code ends in eight letters of its own; before them stands its order.
  const [order, few] = [code.slice(0, -8), code.slice(0, -4)];
  return [
    members('all', {}),
    members('active', { status: 'active' }),
    members('by a code of an old order', { q: few }),
    members('by an old order', { q: order }),
    codes('all', {}),
    ...['active', 'depleted', 'expired', 'inactive'].map((state) => codes(state, { state })),
    codes('by their beginning', { q: few }),
    codes('of an order', { order_no }),
  ];
}

/** A redeemed code of an early order. */
async function someCode({ sql }: Bench, { id }: Seller) {
  const { rows } = await sql.query<{ code: string; order_no: string }>(
    `SELECT code, order_no FROM redeem_codes JOIN orders ON orders.id = order_id
    WHERE redeem_codes.created_by = $1 AND used_count > 0 ORDER BY order_id, seq LIMIT 1`,
    [id],
  );
  const [some] = rows;
  if (!some) throw new Error('nobody has redeemed anything');
  return some;
}

/** Where a deep page begins, found as a client finds it: page after page. */
async function deepCursor(http: Connections, headers: Bench['headers']['small']) {
  let cursor = '';
  for (let at = 0; at < ((DEEP_PAGE - 1) * PAGE) / STEP; at += 1) {
    const page = await http.expect(200, 0, `${ME}/sales?limit=${STEP}&cursor=${cursor}`, { headers });
    const { next_cursor } = JSON.parse(page) as { next_cursor: string | null };
    if (next_cursor === null) throw new Error('there are too few pages');
    cursor = next_cursor;
  }
  return cursor;
}
