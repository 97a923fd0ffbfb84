import { beforeAll, expect, test, vi } from 'vitest';
import { database } from '@/lib/db';
import { redeemCode } from '@/lib/members/redeem-code';
import { publicCtx } from '@/lib/testing/database';
import {
  createDistributor,
  createIssuedCodes,
  createTeam,
  createUser,
  unique,
} from '@/lib/testing/factories';
import { arrive, sessionCookie } from '@/lib/testing/next-headers';
import { GET } from './route';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));

type Person = Awaited<ReturnType<typeof createUser>>;
type Shop = { owner: Person; code: string; email: string };

let admin: Person;
let mine: Shop;
let theirs: Shop;

async function openShop(): Promise<Shop> {
  const owner = await createDistributor();
  const { codes } = await createIssuedCodes(owner.id);
  const [code, email] = [codes[0]!.code, `${unique('customer')}@example.com`];
  await redeemCode(publicCtx(), { code, email });
  return { owner, code, email };
}

beforeAll(async () => {
  await createTeam({ capacity: 50 });
  admin = await createUser({ role: 'ADMIN' });
  [mine, theirs] = [await openShop(), await openShop()];
});

async function ask(search: Record<string, string>, person?: Person) {
  const headers = person && (await sessionCookie(person));
  const request = arrive(`/api/v1/members?${new URLSearchParams(search)}`, { headers });
  return GET(request, { params: Promise.resolve({}) });
}

/** The lines that tell of either shop, in the order of the file. */
async function fileOf(search: Record<string, string> = {}) {
  const response = await ask({ format: 'csv', ...search }, admin);
  expect(response.status).toBe(200);
  const [head, ...lines] = (await response.text()).split('\r\n');
  const shops = [mine, theirs].map(({ email }) => `"${email}"`);
  return { head, lines: lines.filter((line) => shops.some((email) => line.includes(email))), response };
}

test('the members of all distributors are a file, each with whose they are', async () => {
  const { head, lines, response } = await fileOf();
  expect(response.headers.get('content-disposition')).toMatch(/filename="members-\d{4}-\d\d-\d\d\.csv"$/);
  expect(head).toMatch(/id,email,team_id,team,code,status,.*,distributor_id,distributor$/);
  expect(lines).toEqual([
    expect.stringContaining(`,${theirs.owner.id},"${theirs.owner.name}"`) as string,
    expect.stringContaining(`,${mine.owner.id},"${mine.owner.name}"`) as string,
  ]);
  expect(lines[1]).toContain(`,"${mine.email}",`);
  expect(lines[1]).toContain(`,${mine.code},invited,`);
});

test('the same list answers as JSON', async () => {
  const response = await ask({ distributor: mine.owner.email }, admin);
  expect(await response.json()).toMatchObject({
    items: [{ email: mine.email, distributor_id: mine.owner.id, status: 'invited' }],
    next_cursor: null,
  });
});

test.each([
  ['distributor', () => ({ distributor: mine.owner.email }), () => ({ distributor: 'nobody@example.com' })],
  ['email', () => ({ q: mine.email }), () => ({ q: theirs.email })],
  ['code', () => ({ q: mine.code }), () => ({ q: theirs.code })],
  ['state', () => ({ status: 'invited' }), () => ({ status: 'removed' })],
])('the file can be narrowed down by %s', async (_, found, missed) => {
  const isMine = (line: string) => line.includes(mine.email);
  expect((await fileOf(found())).lines.some(isMine)).toBe(true);
  expect((await fileOf(missed())).lines.some(isMine)).toBe(false);
});

test('who took it is written down: everybody’s, and what was asked', async () => {
  const person = await createUser({ role: 'ADMIN' });
  await (await ask({ format: 'csv', q: mine.email }, person)).text();
  const audits = await database().auditEntry.findMany({
    where: { userId: person.id, action: { contains: '.export-' } },
  });
  expect(audits).toMatchObject([
    {
      action: 'members.export-members',
      entityId: 'all',
      after: { filters: { q: mine.email }, rows: 1, complete: true },
    },
  ]);
});

test.each(['json', 'csv'])('everybody’s members are an administrator’s to see, as %s', async (format) => {
  for (const person of [mine.owner, await createUser({ role: 'OPERATOR' })]) {
    const refused = await ask({ format }, person);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error_code: 'PERMISSION_DENIED' });
  }
  expect((await ask({ format })).status).toBe(401);
});
