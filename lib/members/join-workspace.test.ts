import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { database } from '../db';
import { expectDataClean } from '../monitoring/verify-data';
import { callOutside } from '../outside-call';
import { testCtx, userCtx } from '../testing/database';
import { createCode, onlyTeams } from '../testing/factories';
import { acceptAs, createMember, inviteCustomer, standingOf } from '../testing/members';
import { hurry, hangs, hangsUp, says, startWorkspaceServer } from '../testing/workspace-server';
import { inTransaction } from '../transaction';
import { expireMemberships } from './expire-memberships';
import { finishRemoval } from './finish-removal';
import { joinWorkspace } from './join-workspace';
import { leaveWorkspace } from './leave-workspace';
import { removeMember } from './remove-member';
import { putIn, takeOut, WORKSPACE_CALLS, workspaceMember } from './workspace-calls';

// Before the settings of this process are first read.
const server = await startWorkspaceServer();
Object.assign(process.env, { WORKSPACE_API_URL: server.url, WORKSPACE_API_TOKEN: 'token-of-the-workspace' });
afterAll(server.close);

beforeEach(() => onlyTeams(40));
afterEach(async () => {
  vi.restoreAllMocks();
  server.forget();
  await closeCircuit();
});

type Member = Awaited<ReturnType<typeof acceptAs>>;
const keyOf = ({ member_id }: Member) => String(member_id);
const openCircuit = () =>
  database().circuitBreaker.create({ data: { name: WORKSPACE_CALLS, state: 'OPEN', openedAt: new Date() } });
const closeCircuit = () => database().circuitBreaker.deleteMany({ where: { name: WORKSPACE_CALLS } });
const accepted = async () => acceptAs(await inviteCustomer(await createCode({ max_uses: 3 })));
const join = ({ member_id }: Member, more: { tries?: number; after?: number } = {}) =>
  joinWorkspace(testCtx(), { member_id, tries: 1, ...more });
const leave = ({ member_id }: Member, tries = 1) => leaveWorkspace(testCtx(), { member_id, tries });
const remove = ({ email, team_id, distributor }: Member) =>
  removeMember(userCtx(distributor), { email, team_id, reason: 'left' });
const rowOf = ({ member_id }: Member) =>
  database().teamMember.findUniqueOrThrow({ where: { id: member_id }, include: { team: true } });
async function isIn(member: Member) {
  const { team } = await rowOf(member);
  return server.members.has(`${team.accountId}/${member.email}`);
}
async function expire(member: Member) {
  const data = { validUntil: new Date(Date.now() - 1000) };
  await database().teamMember.update({ where: { id: member.member_id }, data });
  await expireMemberships(testCtx());
}
type Queued = { task: string; payload: Record<string, number>; minutes: number };
const queued = (key: string) => database().$queryRaw<Queued[]>`
  SELECT job.task_identifier AS task, private.payload, round(extract(epoch FROM job.run_at - now()) / 60)::int AS minutes
  FROM graphile_worker.jobs AS job JOIN graphile_worker._private_jobs AS private ON private.id = job.id
  WHERE job.key = ${key}`;
const announced = (task: string, id: number) => database().$queryRaw<object[]>`
  SELECT job.id FROM graphile_worker.jobs AS job JOIN graphile_worker._private_jobs AS private ON private.id = job.id
  WHERE job.task_identifier = ${task} AND (private.payload->>'member_id')::int = ${id}`;
test('who accepts joins the workspace once, however often the job runs', async () => {
  const member = await accepted();
  expect(await announced('members.accepted', member.member_id)).toHaveLength(1);
  expect(await join(member)).toBe('done');
  expect(await join(member)).toBe('left-alone');
  expect((await rowOf(member)).externalUserId).toMatch(/^user-/);
  expect(server.asked).toHaveLength(1);
  const audit = { action: 'members.join-workspace', entityId: String(member.invitation_id) };
  expect(await database().auditEntry.count({ where: audit })).toBe(1);
});

test('an answer that was lost is asked for again under the same key: one person, one id', async () => {
  const member = await accepted();
  hurry();
  server.play(async (asked, response) => {
    server.carryOut(asked);
    await hangs(asked, response);
  });
  expect(await join(member)).toBe('retrying');
  expect(await join(member, { tries: 2 })).toBe('done');
  expect(new Set(server.asked.map(({ key }) => key)).size).toBe(1);
});

test('a workspace that is down is asked again later and later; in the end people are called', async () => {
  const member = await accepted();
  const pauses = [];
  for (let tries = 1; tries <= 8; tries += 1) {
    server.playOn(says(503));
    expect(await join(member, { tries })).toBe(tries < 8 ? 'retrying' : 'failed');
    // The pauses are longer than anybody leaves the workspace alone.
    await closeCircuit();
    const [job] = await queued(`join:${member.member_id}`);
    if (tries < 8)
      expect(job).toMatchObject({ task: 'members.join-workspace', payload: { tries: tries + 1 } });
    pauses.push(job?.minutes);
  }
  expect(pauses.slice(0, 7)).toEqual([0, 1, 5, 15, 60, 360, 720]);
  const alert = { rule: 'members.join_failed', key: String(member.member_id), resolvedAt: null };
  expect(await database().alert.findFirst({ where: alert })).toMatchObject({
    facts: { attempts: 8, error: 'WORKSPACE_UNAVAILABLE', email: member.email },
  });
  expect(await join(member)).toBe('done');
  expect(await database().alert.count({ where: alert })).toBe(0);
});

test('what was lost on the way is asked for again at once, under the same key', async () => {
  const member = await accepted();
  server.play(hangsUp, says(503));
  expect(await join(member)).toBe('done');
  expect(server.asked).toHaveLength(3);
  expect(new Set(server.asked.map(({ key }) => key)).size).toBe(1);
});

test('a workspace that is left alone is asked later, and no last try is lost on it', async () => {
  const member = await accepted();
  const over = await createMember({ validity_days: 1 });
  await expire(over);
  server.forget();
  await openCircuit();
  const again = async (key: string) => (await queued(key))[0];
  expect(await join(member, { tries: 2 })).toBe('retrying');
  expect(await again(`join:${member.member_id}`)).toMatchObject({ payload: { tries: 3 }, minutes: 1 });
  expect(await join(member, { tries: 8 })).toBe('retrying');
  expect(await again(`join:${member.member_id}`)).toMatchObject({ payload: { tries: 9 }, minutes: 1 });
  expect(await leave(over, 8)).toBe('retrying');
  expect(await again(`leave:${over.member_id}`)).toMatchObject({ payload: { tries: 9 }, minutes: 1 });
  const called = { rule: { startsWith: 'members.' }, key: { in: [member, over].map(keyOf) } };
  expect(await database().alert.count({ where: called })).toBe(0);
  expect(server.asked).toEqual([]);
  await closeCircuit();
  expect([await join(member, { tries: 9 }), await leave(over, 9)]).toEqual(['done', 'done']);
});

test('the workspace is never asked inside a transaction', async () => {
  const member = await createMember();
  server.forget();
  const known = await workspaceMember(testCtx(), member.member_id);
  for (const ask of [putIn, takeOut]) {
    const inside = inTransaction(testCtx(), async (tx) => void (await ask(tx, known)));
    await expect(inside).rejects.toThrow('inside a transaction');
  }
  expect(server.asked).toEqual([]);
});

test('who has waited too long for a place among the calls does not ask any more', async () => {
  const member = await createMember();
  server.forget();
  const known = await workspaceMember(testCtx(), member.member_id);
  hurry();
  const outside = { name: WORKSPACE_CALLS, repeatable: false };
  const others = Array.from({ length: 10 }, () => callOutside(testCtx(), outside, () => sleep(500)));
  await expect(takeOut(testCtx(), known)).rejects.toMatchObject({ errorCode: 'WORKSPACE_UNAVAILABLE' });
  await Promise.all(others);
  expect(server.asked).toEqual([]);
});

test('who is removed before the job ran is not added', async () => {
  const member = await accepted();
  await remove(member);
  expect(await join(member)).toBe('left-alone');
  expect(server.asked).toEqual([]);
});

test('who is removed while the workspace takes them in is taken out before it is said', async () => {
  const member = await accepted();
  server.play(async (asked) => {
    server.carryOut(asked);
    expect(await remove(member)).toMatchObject({ status: 'removed' });
    expect(await isIn(member)).toBe(false);
  });
  expect(await join(member)).toBe('done');
  expect(await isIn(member)).toBe(false);
  expect(await standingOf(member)).toMatchObject({ status: 'REMOVED', used: 0 });
  await expectDataClean(testCtx());
});

test('a workspace that adds somebody after their removal is told again', async () => {
  const member = await accepted();
  // It does not honour keys: the first request is carried out when the removal is over.
  server.play(
    async () => {
      await remove(member);
    },
    says(422, '{"error":"not yet"}'),
  );
  expect(await join(member)).toBe('done');
  expect(await isIn(member)).toBe(true);
  expect((await rowOf(member)).leftAt).toBeNull();
  expect(await queued(`leave:${member.member_id}`)).toMatchObject([
    { task: 'members.leave-workspace', minutes: 0 },
  ]);
  expect(await leave(member)).toBe('done');
  expect(await isIn(member)).toBe(false);
});

test('who was refused by the workspace can still be removed', async () => {
  const member = await accepted();
  server.play(says(422), says(422));
  await join(member);
  expect(await remove(member)).toMatchObject({ status: 'removed' });
});

test('a removal waits for certainty: a workspace that may have taken somebody in must answer', async () => {
  const member = await accepted();
  server.playOn(says(503));
  await join(member);
  await closeCircuit();
  server.playOn(says(503));
  await expect(remove(member)).rejects.toMatchObject({ errorCode: 'WORKSPACE_UNAVAILABLE' });
  expect(await standingOf(member)).toMatchObject({ status: 'ACTIVE', used: 1 });
  expect(await remove(member)).toMatchObject({ status: 'removed' });
  expect(await isIn(member)).toBe(false);
});

test('one member about whom the workspace breaks does not keep the others out', async () => {
  const broken = await accepted();
  for (let tries = 1; tries <= 3; tries += 1) {
    server.playOn(says(500));
    expect(await join(broken, { tries })).toBe('retrying');
  }
  expect(await join(await accepted())).toBe('done');
});

test('an expired member leaves the workspace, once', async () => {
  const member = await createMember({ validity_days: 1 });
  await expire(member);
  expect(await announced('members.expired', member.member_id)).toHaveLength(1);
  expect(await leave(member)).toBe('done');
  expect(await isIn(member)).toBe(false);
  expect((await rowOf(member)).leftAt).toBeInstanceOf(Date);
  expect(await leave(member)).toBe('left-alone');
  expect(server.asked.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
});

test('leaving is tried again later; in the end people are called', async () => {
  const member = await createMember({ validity_days: 1 });
  await expire(member);
  server.playOn(says(500));
  expect(await leave(member)).toBe('retrying');
  expect(await queued(`leave:${member.member_id}`)).toMatchObject([{ payload: { tries: 2 } }]);
  await closeCircuit();
  server.playOn(says(500));
  expect(await leave(member, 8)).toBe('failed');
  const alert = { rule: 'members.leave_failed', key: String(member.member_id), resolvedAt: null };
  expect(await database().alert.count({ where: alert })).toBe(1);
  expect(await leave(member)).toBe('done');
  expect(await database().alert.count({ where: alert })).toBe(0);
});

test('a member does not leave, and nobody who has come back is put out by an earlier membership', async () => {
  const member = await createMember({ validity_days: 1 });
  expect(await leave(member)).toBe('left-alone');
  await expire(member);
  const next = await acceptAs(await inviteCustomer(await createCode(), member.email));
  expect(next.team_id).toBe(member.team_id);
  await join(next);
  expect(await leave(member)).toBe('done');
  expect(await isIn(next)).toBe(true);
  expect(server.asked.filter(({ method }) => method === 'DELETE')).toEqual([]);
});

test('who comes back while an earlier membership leaves joins once more', async () => {
  const member = await createMember({ validity_days: 1 });
  await expire(member);
  let next: Member | undefined;
  server.play(async () => {
    next = await acceptAs(await inviteCustomer(await createCode(), member.email));
    await join(next);
  });
  expect(await leave(member)).toBe('done');
  expect(await isIn(next!)).toBe(false);
  const payload = { member_id: next!.member_id, after: member.member_id };
  expect(await queued(`join:${next!.member_id}`)).toMatchObject([
    { task: 'members.join-workspace', payload },
  ]);
  expect(await join(next!, { after: member.member_id })).toBe('done');
  expect(await isIn(next!)).toBe(true);
});

test('only jobs join, leave and finish', async () => {
  const member = await accepted();
  const ctx = userCtx(member.distributor);
  const job = { member_id: member.member_id, tries: 1 };
  for (const verb of [joinWorkspace, leaveWorkspace, finishRemoval])
    await expect(verb(ctx, job)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});
