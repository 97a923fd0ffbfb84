import { beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../context';
import { database } from '../db';
import { PermissionDeniedError } from '../errors';
import { inTransaction } from '../transaction';
import { publicCtx, userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createUser, onlyTeams, unique } from '../testing/factories';
import { acceptInvitation } from './accept-invitation';
import { invitationToken } from './invitation-token';
import { listMembers } from './list-members';
import { redeemCode } from './redeem-code';
import { AnyMembersQuery, MEMBER_STATES, MembersQuery, type MemberState } from './schema';

let owner: Awaited<ReturnType<typeof createDistributor>>;
let codes: string[];
let teams: Awaited<ReturnType<typeof onlyTeams>>;
const invitations = new Map<MemberState, { id: number; email: string }>();

const list = (query: object = {}, user = owner) =>
  listMembers(userCtx(user), 'me', MembersQuery.parse(query));
const idsOf = async (query: object) => (await list(query)).items.map(({ id }) => id);

/** One in each state, made in this order. */
beforeAll(async () => {
  owner = await createDistributor();
  teams = await onlyTeams(3, 50);
  codes = (await createIssuedCodes(owner.id, { count: 7 })).codes.map(({ code }) => code);
  for (const [index, state] of MEMBER_STATES.entries()) {
    const email = `${unique('customer')}@example.com`;
    await redeemCode(publicCtx(), { code: codes[index]!, email });
    const { id, tokenNonce } = await database().inviteRecord.findFirstOrThrow({ where: { email } });
    if (['active', 'removing', 'removed'].includes(state))
      await acceptInvitation(publicCtx(), { token: invitationToken(id, tokenNonce) });
    invitations.set(state, { id, email });
  }
  await pretend();
});

/** Rows as the verbs that end invitations leave them; those have tests of their own. */
async function pretend() {
  const db = database();
  const of = (state: MemberState) => invitations.get(state)!.id;
  await db.teamMember.update({
    where: { inviteRecordId: of('removing') },
    data: { status: 'REMOVING', removingSince: new Date() },
  });
  await db.teamMember.update({
    where: { inviteRecordId: of('removed') },
    data: { status: 'REMOVED', removedAt: new Date() },
  });
  for (const state of ['removed', 'expired', 'withdrawn', 'failed'] as const)
    await db.inviteRecord.update({
      where: { id: of(state) },
      data: { endedAt: new Date(), endReason: state.toUpperCase() as Uppercase<typeof state> },
    });
}

test('everybody who was invited, the newest first, each in one state', async () => {
  const { items } = await list();
  expect(items.map(({ id, status }) => [status, id])).toEqual(
    MEMBER_STATES.map((state) => [state, invitations.get(state)!.id]).toReversed(),
  );
  const active = await database().inviteRecord.findUniqueOrThrow({
    where: { id: invitations.get('active')!.id },
  });
  expect(items.find(({ status }) => status === 'active')).toEqual({
    id: active.id,
    email: active.email,
    team_id: teams[0]!.id,
    team: teams[0]!.name,
    code: codes[1],
    status: 'active',
    created_at: active.createdAt.toISOString(),
    sent_at: active.sentAt!.toISOString(),
    resent_count: 0,
    accepted_at: active.acceptedAt!.toISOString(),
    ended_at: null,
    expires_at: active.expiresAt.toISOString(),
    valid_until: null,
    removal_error: null,
    distributor_id: owner.id,
    distributor: owner.name,
  });
});

test.each(MEMBER_STATES)('the filter "%s" finds just those that say so', async (status) => {
  expect(await idsOf({ status })).toEqual([invitations.get(status)!.id]);
});

test('by team, by email as it is, by how the code begins, and by several', async () => {
  const { id, email } = invitations.get('removing')!;
  expect(await idsOf({ team_id: String(teams[1]!.id) })).toHaveLength(4);
  expect(await idsOf({ team_id: String(teams[1]!.id), status: 'removing' })).toEqual([]);
  expect(await idsOf({ team_id: String(teams[0]!.id), status: 'removing' })).toEqual([id]);
  expect(await idsOf({ q: ` ${email.toUpperCase()} ` })).toEqual([id]);
  expect(await idsOf({ q: email.slice(1) })).toEqual([]);
  expect(await idsOf({ q: codes[2]!.toLowerCase() })).toEqual([id]);
  expect(await idsOf({ q: codes[2]!.split('_')[0] })).toHaveLength(7);
  expect(await idsOf({ q: codes[2], status: 'active' })).toEqual([]);
  for (const nothing of ['%', '_', 'NONE']) expect(await idsOf({ q: nothing })).toEqual([]);
  expect(await idsOf({ q: '', status: '', team_id: '' })).toHaveLength(7);
});

test.each([1, 3, 7, 8])('pages of %i lead through all members and back', async (limit) => {
  const all = await idsOf({});
  const pages = [await list({ limit })];
  while (pages.at(-1)!.next_cursor) pages.push(await list({ limit, cursor: pages.at(-1)!.next_cursor! }));
  expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(all);
  let back = pages.at(-1)!;
  for (const before of pages.slice(0, -1).toReversed()) {
    back = await list({ limit, cursor: back.previous_cursor! });
    expect(back.items).toEqual(before.items);
  }
});

test("nobody sees somebody else's members, however they ask", async () => {
  const other = await createDistributor();
  const { email } = invitations.get('active')!;
  const asks = [
    {},
    { q: email },
    { q: codes[1] },
    { team_id: String(teams[0]!.id) },
    ...MEMBER_STATES.map((status) => ({ status })),
  ];
  for (const ask of asks) expect((await list(ask, other)).items).toEqual([]);
  const cursor = (await list({ limit: 1 })).next_cursor!;
  expect((await list({ cursor }, other)).items).toEqual([]);
  const denied = (whose: number | 'all', user = owner) =>
    expect(listMembers(userCtx(user), whose, MembersQuery.parse({}))).rejects.toThrow(PermissionDeniedError);
  await denied(owner.id);
  await denied('all');
  await denied('all', { ...owner, role: 'OPERATOR' });
});

test('an admin sees those of one distributor, or of all, by the same questions', async () => {
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const other = await createDistributor();
  const made = await createIssuedCodes(other.id);
  const email = `${unique('customer')}@example.com`;
  await redeemCode(publicCtx(), { code: made.codes[0]!.code, email });
  const ask = async (whose: number | 'all', query: object) =>
    (await listMembers(admin, whose, AnyMembersQuery.parse(query))).items;
  expect(await ask(owner.id, {})).toEqual((await list()).items);
  expect(await ask(owner.id, { q: email })).toEqual([]);
  expect(await ask('all', { q: email })).toMatchObject([
    { email, distributor_id: other.id, distributor: other.name },
  ]);
  expect((await ask('all', { limit: 8 })).map(({ distributor }) => distributor)).toEqual([
    other.name,
    ...Array.from({ length: 7 }, () => owner.name),
  ]);
  expect(await ask('all', { distributor: owner.email })).toEqual((await list()).items);
  expect(await ask('all', { distributor: admin.requestId })).toEqual([]);
  const invited = await ask('all', { status: 'invited', limit: 2 });
  expect(invited.map((row) => row.email)).toEqual([email, invitations.get('invited')!.email]);
  expect(await ask('all', { team_id: String(teams[0]!.id) })).toHaveLength(3);
});

const MANY = 20_000;

/** Many invitations of which few are in each rare state, and those are the oldest. */
async function createMany() {
  const distributor = await createDistributor();
  const [team, rare] = await onlyTeams(MANY, MANY);
  const { order } = await createIssuedCodes(distributor.id);
  await database().$executeRaw`
    INSERT INTO redeem_codes (code, order_id, seq, created_by, max_uses, used_count)
    SELECT 'ORD' || ${order.id}::int || '_' || lpad(n::text, 8, '0'), ${order.id}, n + 1, ${distributor.id}, 1, 1 FROM generate_series(1, ${MANY}::int) AS n`;
  await database().$executeRaw`
    INSERT INTO invite_records
      (redeem_code_id, distributor_id, email, team_id, status, expires_at, accepted_at, ended_at, end_reason)
    SELECT id, ${distributor.id}, seq || '@many.example', CASE WHEN seq < 9 THEN ${rare!.id}::int ELSE ${team!.id}::int END,
      'SUCCESS', now(), CASE WHEN seq > 5 THEN now() END, CASE WHEN seq % 3 = 0 THEN now() END,
      CASE WHEN seq % 3 = 0 THEN CASE WHEN seq < 9 THEN 'WITHDRAWN' ELSE 'REMOVED' END END::invite_end_reason
    FROM redeem_codes WHERE order_id = ${order.id} AND seq > 1 ORDER BY seq`;
  await database().$executeRaw`ANALYZE invite_records`;
  await database().$executeRaw`ANALYZE redeem_codes`;
  return { distributor, rare: rare! };
}

const rowsRead = async (tx: Ctx) => {
  const [read] = await tx.db.$queryRaw<[{ rows: number }]>`
    SELECT (seq_tup_read + idx_tup_fetch)::int AS rows FROM pg_stat_xact_user_tables WHERE relname = 'invite_records'`;
  return read.rows;
};

/** How many invitations are shown, and how many are read for it. */
async function costOf(user: typeof owner, query: object) {
  return inTransaction(userCtx(user), async (tx) => {
    const before = await rowsRead(tx);
    const { items } = await listMembers(tx, 'me', MembersQuery.parse({ limit: 20, ...query }));
    return { shown: items.length, rows: (await rowsRead(tx)) - before };
  });
}

test('a page reads about as many rows as it shows, whatever is asked of however many', async () => {
  const { distributor, rare } = await createMany();
  const cursorAt = (id: number) => Buffer.from(`o.${id}`).toString('base64url');
  const [{ middle }] = await database().$queryRaw<[{ middle: number }]>`
    SELECT (percentile_disc(0.05) WITHIN GROUP (ORDER BY id))::int AS middle FROM invite_records
    WHERE distributor_id = ${distributor.id}`;
  const asks = {
    all: {},
    'page 1,000': { cursor: cursorAt(middle) },
    email: { q: '77@many.example' },
    'rare team': { team_id: String(rare.id) },
    ...Object.fromEntries(MEMBER_STATES.map((status) => [status, { status }])),
    'active, page 1,000': { status: 'active', cursor: cursorAt(middle) },
  };
  for (const [name, ask] of Object.entries(asks)) {
    const { rows, shown } = await costOf(distributor, ask);
    expect(rows, name).toBeLessThanOrEqual(150);
    if (name === 'all' || name === 'invited' || name === 'withdrawn') expect(shown).toBeGreaterThan(1);
  }
  await database().inviteRecord.deleteMany({ where: { distributorId: distributor.id } });
  await database()
    .$executeRaw`DELETE FROM redeem_codes WHERE created_by = ${distributor.id} AND used_count = 1`;
});
