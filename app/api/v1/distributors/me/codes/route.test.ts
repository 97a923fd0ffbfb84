import { beforeAll, expect, test, vi } from 'vitest';
import { businessDay, DAY_MS } from '@/lib/clock';
import { database } from '@/lib/db';
import { logError } from '@/lib/log';
import { env } from '@/lib/env';
import { arrive, sessionCookie } from '@/lib/testing/next-headers';
import { createDistributor, createIssuedCodes, createUser } from '@/lib/testing/factories';
import { until } from '@/lib/testing/until';
import { GET as getCodeOrders } from '../code-orders/route';
import { GET as getPlans } from '../../../plans/route';
import { POST as disable } from './[id]/disable/route';
import { POST as enable } from './[id]/enable/route';
import { GET } from './route';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));
vi.mock('@/lib/log', { spy: true });

type Person = Awaited<ReturnType<typeof createUser>>;
type Ask = { method?: string; route?: typeof GET; signal?: AbortSignal };

async function ask(person: Person, search: string, { method = 'GET', route = GET, signal }: Ask = {}) {
  const request = arrive(`/api/v1/list?${search}`, { method, headers: await sessionCookie(person) });
  if (signal) Object.defineProperty(request, 'signal', { value: signal });
  return route(request, { params: Promise.resolve({}) });
}

/** The file as bytes that were read as UTF-8, its byte order mark included. */
async function fileOf(response: Response) {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
}

async function linesOf(person: Person, search = '', options: Ask = {}) {
  const response = await ask(person, `format=csv&${search}`, options);
  expect(response.status).toBe(200);
  const [head = '', ...rows] = (await fileOf(response)).split('\r\n');
  expect(rows.pop()).toBe('');
  return { head, rows, response };
}

const exports = async (person: Person) =>
  database().auditEntry.findMany({
    where: { userId: person.id, action: { contains: '.export-' } },
    orderBy: { id: 'asc' },
    select: { action: true, entityId: true, after: true },
  });
const places = (person: Person) =>
  database().rateLimit.count({ where: { key: { startsWith: `export:${person.id}:` } } });

let owner: Person;
let first: Awaited<ReturnType<typeof createIssuedCodes>>;
let second: typeof first;

beforeAll(async () => {
  owner = await createDistributor();
  first = await createIssuedCodes(owner.id, { count: 3, max_uses: 2 });
  second = await createIssuedCodes(owner.id, { count: 2, expires_at: new Date(Date.now() - DAY_MS) });
  await createIssuedCodes((await createDistributor()).id, { count: 2 });
  await database().redeemCode.update({ where: { id: first.codes[0]!.id }, data: { isActive: false } });
  await database().codeCounter.update({ where: { orderId: first.order.id }, data: { inactive: 1 } });
});

test('all codes of the one who asks, in the order of the list, as a file for spreadsheets', async () => {
  const { head, rows, response } = await linesOf(owner);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="codes-${businessDay()}.csv"`,
  );
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(head).toBe('\ufeffid,code,state,used_count,max_uses,expires_at,is_active,order_no,invite_link');
  const list = (await (await ask(owner, 'limit=200')).json()) as {
    items: Record<string, string | number | boolean | null>[];
  };
  expect(rows).toEqual(
    list.items.map((item) =>
      [...Object.values(item), `${env().NEXTAUTH_URL}/r/${item.code}`].map((value) => value ?? '').join(','),
    ),
  );
  expect(rows).toHaveLength(5);
  expect(rows.at(-1)).toContain(`${first.codes[0]!.code},inactive,0,2,,false,${first.order.orderNo}`);
});

test('the filters of the list are those of the file; a page has no part in it', async () => {
  const codesOf = async (search: string) =>
    (await linesOf(owner, search)).rows.map((row) => row.split(',')[1]);
  const [one, two, three] = first.codes.map(({ code }) => code);
  expect(await codesOf('state=inactive')).toEqual([one]);
  expect(await codesOf('state=active')).toEqual([three, two]);
  expect(await codesOf(`order_no=${second.order.orderNo}`)).toHaveLength(2);
  expect(await codesOf(`q=${two}`)).toEqual([two]);
  expect(await codesOf('state=depleted')).toEqual([]);
  expect(await codesOf('limit=1')).toHaveLength(5);
  expect((await ask(owner, 'format=csv&state=wrong')).status).toBe(400);
  expect((await ask(owner, 'format=xml')).status).toBe(400);
  expect((await ask(owner, 'format=json')).headers.get('content-type')).toContain('application/json');
});

test('each export leaves one audit row, with what was asked and how much was read', async () => {
  const person = await createDistributor();
  await createIssuedCodes(person.id, { count: 2 });
  await linesOf(person, 'state=active');
  await linesOf(person, '', { route: getCodeOrders });
  const entityId = String(person.id);
  expect(await exports(person)).toEqual([
    {
      action: 'codes.export-codes',
      entityId,
      after: { filters: { state: 'active' }, rows: 2, complete: true },
    },
    { action: 'codes.export-code-orders', entityId, after: { filters: {}, rows: 1, complete: true } },
  ]);
  expect(await places(person)).toBe(0);
});

test('who may not see the list gets no file either', async () => {
  const admin = await createUser({ role: 'ADMIN' });
  const refused = await ask(admin, 'format=csv');
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ error_code: 'PERMISSION_DENIED' });
  const nobody = await GET(arrive('/api/v1/list?format=csv'), { params: Promise.resolve({}) });
  expect(nobody.status).toBe(401);
  expect(await exports(admin)).toEqual([]);
});

test('orders and plans, with their texts made harmless', async () => {
  const { plan } = await database().order.findUniqueOrThrow({
    where: { id: first.order.id },
    include: { plan: true },
  });
  await database().plan.update({ where: { id: plan!.id }, data: { name: '=2+3, "x"' } });
  const orders = await linesOf(owner, `order_no=${first.order.orderNo}`, { route: getCodeOrders });
  expect(orders.rows).toHaveLength(1);
  expect(orders.rows[0]).toContain(`,"'=2+3, ""x""",1,99.90,CNY,`);
  const list = (await (await ask(owner, '', { route: getCodeOrders })).json()) as { items: object[] };
  expect(orders.head).toBe(`\ufeff${Object.keys(list.items[0]!).join(',')}`);
  const sold = await linesOf(owner, '', { route: getPlans });
  expect(sold.rows).toContainEqual(expect.stringMatching(`^${plan!.id},"'=2\\+3, ""x""",99.90,CNY,3,`));
});

/** A distributor with so many codes that they take several pages. */
async function withManyCodes(count: number) {
  const person = await createDistributor();
  const { order } = await createIssuedCodes(person.id);
  await database().$executeRaw`
    INSERT INTO redeem_codes (code, order_id, seq, created_by, max_uses)
    SELECT 'ORD' || ${order.id}::int || '_' || lpad(seq::text, 8, '0'), ${order.id}, seq, ${person.id}, 1
    FROM generate_series(2, ${count}::int) AS seq`;
  await database().codeCounter.update({ where: { orderId: order.id }, data: { total: count } });
  return person;
}

test('every code once, however many pages they take', async () => {
  const person = await withManyCodes(12_001);
  const { rows } = await linesOf(person);
  expect(rows).toHaveLength(12_001);
  expect(new Set(rows).size).toBe(12_001);
  expect((await exports(person))[0]?.after).toMatchObject({ rows: 12_001, complete: true });
});

test('a page is read when the client has taken the one before; when it goes, nothing goes on', async () => {
  const person = await withManyCodes(30_000);
  const response = await ask(person, 'format=csv');
  const reader = response.body!.getReader();
  const { value } = await reader.read();
  expect(new TextDecoder().decode(value).split('\r\n')).toHaveLength(5_002);
  expect(await places(person)).toBe(1);
  await reader.cancel();
  const [row] = await until(async () => (await exports(person)).length > 0 && exports(person));
  expect(row?.after).toEqual({ filters: {}, rows: 5_000, complete: false });
  expect(await places(person)).toBe(0);
});

test('a client that goes while a page is read for it is no failure of ours', async () => {
  const person = await withManyCodes(6_000);
  const reader = (await ask(person, 'format=csv')).body!.getReader();
  await reader.read();
  const second = reader.read();
  // Long enough for the page to be asked for, too short for it to come.
  await new Promise((resolve) => setImmediate(resolve));
  await reader.cancel();
  expect(await second).toMatchObject({ done: true });
  const [row] = await until(async () => (await exports(person)).length > 0 && exports(person));
  expect(row?.after).toMatchObject({ rows: 6_000, complete: false });
  expect(logError).not.toHaveBeenCalled();
});

test.each(['before the answer', 'before it is read'])(
  'a client that goes %s leaves nothing running',
  async (when) => {
    const person = await withManyCodes(6_000);
    const client = new AbortController();
    if (when === 'before the answer') client.abort();
    await ask(person, 'format=csv', { signal: client.signal });
    client.abort();
    const [row] = await until(async () => (await exports(person)).length > 0 && exports(person));
    expect(row?.after).toMatchObject({ rows: 5_000, complete: false });
    expect(await places(person)).toBe(0);
  },
);

test('HEAD says what GET would, and reads nothing', async () => {
  const response = await ask(owner, 'format=csv', { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toContain('codes-');
  expect(response.body).toBe(null);
  expect(await places(owner)).toBe(0);
});

test('two files at once, not three; a place that is free again can be taken', async () => {
  const person = await withManyCodes(11_000);
  const running = [await ask(person, 'format=csv'), await ask(person, 'format=csv')];
  const third = await ask(person, 'format=csv');
  expect(third.status).toBe(429);
  expect(third.headers.get('retry-after')).toBe('30');
  expect(await third.json()).toMatchObject({ error_code: 'RATE_LIMITED' });
  expect((await ask(owner, 'format=csv')).status).toBe(200);
  await running[0]!.body!.cancel();
  expect((await fileOf(running[1]!)).split('\r\n')).toHaveLength(11_002);
  await until(async () => (await places(person)) === 0);
  expect((await linesOf(person)).rows).toHaveLength(11_000);
});

test('a file that rested too long gives its place to another, and ends broken instead of short', async () => {
  const person = await withManyCodes(6_000);
  const rested = await ask(person, 'format=csv');
  await database().rateLimit.updateMany({
    where: { key: { startsWith: `export:${person.id}:` } },
    data: { expire: Date.now() - 1 },
  });
  const others = [await ask(person, 'format=csv'), await ask(person, 'format=csv')];
  expect(others.map(({ status }) => status)).toEqual([200, 200]);
  await expect(fileOf(rested)).rejects.toThrow('rate limit reached');
  for (const other of others) expect((await fileOf(other)).split('\r\n')).toHaveLength(6_002);
});

test('one code is disabled and enabled by its owner, and is nobody else’s to see', async () => {
  const { id, code } = second.codes[0]!;
  const send = async (person: Person, route: typeof enable, of: string | number = id) => {
    const headers = { ...(await sessionCookie(person)), origin: 'http://127.0.0.1:3000' };
    const request = arrive('/api/v1/code', { method: 'POST', headers });
    const response = await route(request, { params: Promise.resolve({ id: String(of) }) });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const shown = { id, code, order_no: second.order.orderNo };
  for (const _ of ['once', 'again'])
    expect(await send(owner, disable)).toMatchObject({
      status: 200,
      body: { ...shown, is_active: false, state: 'inactive' },
    });
  expect(await send(owner, enable)).toMatchObject({
    status: 200,
    body: { ...shown, is_active: true, state: 'expired' },
  });
  const unknown = await send(owner, disable, 2_000_000_000);
  expect(unknown).toMatchObject({ status: 404, body: { error_code: 'RESOURCE_NOT_FOUND' } });
  const other = await createDistributor();
  expect((await send(other, disable)).status).toBe(404);
  expect((await send(owner, disable, 'x')).status).toBe(400);
});
