import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { database } from '../db';
import { AppError } from '../errors';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createCode, onlyTeams } from '../testing/factories';
import { acceptAs, createMember, inviteCustomer, standingOf } from '../testing/members';
import {
  hurry,
  hangs,
  hangsUp,
  says,
  startWorkspaceServer,
  waits,
  type Play,
} from '../testing/workspace-server';
import { finishRemoval } from './finish-removal';
import { removeMember } from './remove-member';
import { WORKSPACE_CALLS } from './workspace-calls';

// Before the settings of this process are first read.
const server = await startWorkspaceServer();
Object.assign(process.env, {
  WORKSPACE_API_URL: `${server.url}/`,
  WORKSPACE_API_TOKEN: 'token-of-the-workspace',
});
afterAll(server.close);

beforeEach(() => onlyTeams(40));
afterEach(async () => {
  vi.restoreAllMocks();
  server.forget();
  await closeCircuit();
});

type Member = Awaited<ReturnType<typeof createMember>>;
const remove = ({ email, team_id, distributor }: Member, key?: string) =>
  removeMember(userCtx(distributor, key), { email, team_id, reason: 'left' });
const refusal = (work: Promise<unknown>) =>
  work.then(
    (value) => (typeof value === 'string' ? value : 'done'),
    (error: unknown) =>
      error instanceof AppError ? `${error.httpStatus} ${error.errorCode}` : `untyped: ${String(error)}`,
  );
const rowOf = ({ member_id }: Member) =>
  database().teamMember.findUniqueOrThrow({ where: { id: member_id }, include: { team: true } });
const isIn = async (member: Member) => {
  const { team } = await rowOf(member);
  return server.members.has(`${team.accountId}/${member.email}`);
};

const openCircuit = () =>
  database().circuitBreaker.create({ data: { name: WORKSPACE_CALLS, state: 'OPEN', openedAt: new Date() } });
const closeCircuit = () => database().circuitBreaker.deleteMany({ where: { name: WORKSPACE_CALLS } });

/** The one who called is not heard of any more: so long ago that its job may take over. */
const abandon = ({ member_id }: Member) =>
  database().$executeRaw`
    UPDATE team_members SET removing_since = now() - interval '13 seconds' WHERE id = ${member_id}`;

test('the workspace is asked with the account of the team and the id that it gave itself', async () => {
  const member = await createMember();
  const { team, externalUserId } = await rowOf(member);
  expect(externalUserId).toMatch(/^user-\d+$/);
  expect(await isIn(member)).toBe(true);
  expect(await remove(member)).toMatchObject({ status: 'removed' });
  const authorization = 'Bearer token-of-the-workspace';
  expect(server.asked).toMatchObject([
    { method: 'POST', account: team.accountId, who: member.email, authorization },
    { method: 'DELETE', account: team.accountId, who: externalUserId, authorization },
  ]);
  expect(await isIn(member)).toBe(false);
  await expectDataClean(testCtx());
});

const failures: Record<string, { play: Play; answer: string }> = {
  'answers 500': { play: says(500, 'a stack trace'), answer: '503 WORKSPACE_UNAVAILABLE' },
  'answers 429': { play: says(429), answer: '503 WORKSPACE_UNAVAILABLE' },
  'does not know our token': { play: says(401), answer: '503 WORKSPACE_UNAVAILABLE' },
  'sends us elsewhere': {
    play: (_, response) => response.writeHead(302, { location: `${server.url}/elsewhere` }).end(),
    answer: '503 WORKSPACE_UNAVAILABLE',
  },
  refuses: { play: says(422, '{"error":"the owner stays"}'), answer: '502 WORKSPACE_REFUSED' },
  'hangs up': { play: hangsUp, answer: '503 WORKSPACE_UNAVAILABLE' },
  'says nothing': { play: hangs, answer: '503 WORKSPACE_UNAVAILABLE' },
};

test.each(Object.entries(failures))(
  'a workspace that %s leaves a member with their use, to be removed at once',
  async (_, { play, answer }) => {
    const member = await createMember();
    if (play === hangs) hurry();
    server.playOn(play);
    expect(await refusal(remove(member))).toBe(answer);
    server.forget();
    expect(await standingOf(member)).toEqual({
      status: 'ACTIVE',
      error: answer.slice(4),
      seats: 1,
      end: null,
      returned: false,
      used: 1,
      counted: 1,
      depleted: 1,
    });
    expect(await rowOf(member)).toMatchObject({ removedBy: null, removedReason: null, removingSince: null });
    await expectDataClean(testCtx());
    expect(await remove(member)).toMatchObject({ status: 'removed' });
    expect(await standingOf(member)).toMatchObject({
      status: 'REMOVED',
      error: null,
      used: 0,
      counted: 0,
      seats: 0,
    });
    await expectDataClean(testCtx());
  },
);

test('a failed removal is tried again under the same idempotency key', async () => {
  const member = await createMember();
  server.playOn(says(503));
  expect(await refusal(remove(member, 'once'))).toBe('503 WORKSPACE_UNAVAILABLE');
  expect(await remove(member, 'once')).toMatchObject({ status: 'removed' });
  expect(await remove(member, 'once')).toMatchObject({ status: 'removed' });
  expect(await standingOf(member)).toMatchObject({ used: 0 });
});

test('who is not there is removed, also when the answer to the first removal never came', async () => {
  const member = await createMember();
  hurry();
  server.play(async (asked, response) => {
    server.carryOut(asked);
    await hangs(asked, response);
  });
  expect(await refusal(remove(member))).toBe('503 WORKSPACE_UNAVAILABLE');
  expect(await isIn(member)).toBe(false);
  expect(await remove(member)).toMatchObject({ status: 'removed' });
  expect(await standingOf(member)).toMatchObject({ used: 0 });
});

test('ten at once while the workspace takes its time: one removes, nine see it at work', async () => {
  const member = await createMember({ max_uses: 20 });
  server.play(waits(700));
  const { values, errors } = outcomes(await atOnce(10, () => remove(member)));
  expect(errors).toEqual([]);
  const count = (status: string) => values.filter((value) => value.status === status).length;
  expect([count('removed'), count('removing')]).toEqual([1, 9]);
  expect(server.asked.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  expect(await standingOf(member)).toMatchObject({ used: 0, seats: 0 });
  await expectDataClean(testCtx());
});

test('nothing is held while the workspace is asked, and removed is not said before it is true', async () => {
  const member = await createMember({ max_uses: 2 });
  server.play(async () => {
    expect(await standingOf(member)).toMatchObject({ status: 'REMOVING', used: 1, seats: 1, end: null });
    expect(await remove(member)).toMatchObject({ status: 'removing' });
    // Code and team are free for others: this would wait for locks.
    await inviteCustomer(member);
  });
  expect(await remove(member)).toMatchObject({ status: 'removed' });
  await expectDataClean(testCtx());
});

test('a claim that its caller left is finished by the job, once it is stale', async () => {
  const member = await createMember();
  server.play(async () => {
    expect(await finishRemoval(testCtx(), { member_id: member.member_id, tries: 1 })).toBe('left-alone');
    await abandon(member);
    expect(await finishRemoval(testCtx(), { member_id: member.member_id, tries: 1 })).toBe('removed');
  });
  // The caller, awake again, does not give back the use a second time.
  expect(await remove(member)).toMatchObject({ status: 'removed' });
  expect(await standingOf(member)).toMatchObject({ used: 0, seats: 0 });
  expect(server.asked.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
  await expectDataClean(testCtx());
});

test('a caller that was overtaken does not undo what the job has done', async () => {
  const member = await createMember();
  server.play(async (_, response) => {
    await abandon(member);
    await finishRemoval(testCtx(), { member_id: member.member_id, tries: 1 });
    server.play(says(500), says(500));
    response.writeHead(500).end();
  });
  expect(await refusal(remove(member))).toBe('503 WORKSPACE_UNAVAILABLE');
  expect(await standingOf(member)).toMatchObject({ status: 'REMOVED', error: null, used: 0 });
  await expectDataClean(testCtx());
});

test.each([
  ['fails', says(500), '503 WORKSPACE_UNAVAILABLE'],
  ['succeeds', says(204), 'removing'],
])(
  'a caller who %s after the job took over neither gives up nor finishes in its place',
  async (_, late, said) => {
    const member = await createMember();
    server.play(async (asked, response) => {
      await abandon(member);
      server.playOn(says(500));
      expect(await finishRemoval(testCtx(), { member_id: member.member_id, tries: 1 })).toBe('retrying');
      await closeCircuit();
      server.play(late, late);
      await late(asked, response);
    });
    const answer = refusal(remove(member).then(({ status }) => status));
    expect(await answer).toBe(said);
    server.forget();
    expect(await standingOf(member)).toMatchObject({ status: 'REMOVING', used: 1, seats: 1, end: null });
    await abandon(member);
    expect(await finishRemoval(testCtx(), { member_id: member.member_id, tries: 2 })).toBe('removed');
    expect(await standingOf(member)).toMatchObject({ used: 0, seats: 0 });
    await expectDataClean(testCtx());
  },
);

test('a removal whose caller died is tried three times, each with the next job, and given up', async () => {
  const member = await createMember();
  server.play(async (_, response) => {
    for (const tries of [1, 2, 3]) {
      await abandon(member);
      server.playOn(says(500));
      const outcome = await finishRemoval(testCtx(), { member_id: member.member_id, tries });
      expect(outcome).toBe(tries < 3 ? 'retrying' : 'failed');
      const [job] = await database().$queryRaw<{ tries: number; seconds: number }[]>`
        SELECT (payload->>'tries')::int AS tries, extract(epoch FROM run_at - now())::float AS seconds
        FROM graphile_worker._private_jobs WHERE key = ${`removal:${member.member_id}`}`;
      expect(job!.tries).toBe(tries + 1);
      expect(job!.seconds).toBeGreaterThan(12);
      expect(job!.seconds).toBeLessThan(15.1);
      await closeCircuit();
    }
    server.play(says(500), says(500));
    response.writeHead(500).end();
  });
  expect(await refusal(remove(member))).toBe('503 WORKSPACE_UNAVAILABLE');
  expect(await standingOf(member)).toMatchObject({
    status: 'ACTIVE',
    error: 'WORKSPACE_UNAVAILABLE',
    used: 1,
  });
  expect(await finishRemoval(testCtx(), { member_id: member.member_id, tries: 4 })).toBe('left-alone');
  expect(await remove(member)).toMatchObject({ status: 'removed' });
  await expectDataClean(testCtx());
});

test('a removal is not given up while the workspace is left alone', async () => {
  const member = await createMember();
  server.play(async (_, response) => {
    await abandon(member);
    await openCircuit();
    const finish = (tries: number) => finishRemoval(testCtx(), { member_id: member.member_id, tries });
    expect(await finish(3)).toBe('retrying');
    expect(await standingOf(member)).toMatchObject({ status: 'REMOVING', used: 1 });
    await closeCircuit();
    await abandon(member);
    expect(await finish(4)).toBe('removed');
    response.writeHead(204).end();
  });
  expect(await remove(member)).toMatchObject({ status: 'removed' });
  expect(server.asked.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
});

test('a workspace that is left alone is not asked, and who waits hears so at once', async () => {
  const member = await createMember();
  server.forget();
  await openCircuit();
  expect(await refusal(remove(member))).toBe('503 SERVICE_UNAVAILABLE');
  expect(await standingOf(member)).toMatchObject({ status: 'ACTIVE', error: 'SERVICE_UNAVAILABLE', used: 1 });
  expect(server.asked).toEqual([]);
  await expectDataClean(testCtx());
});

test('who was never asked to join is removed without a word to the workspace, also while it is left alone', async () => {
  const member = await acceptAs(await inviteCustomer(await createCode()));
  await openCircuit();
  expect(await remove(member)).toMatchObject({ status: 'removed' });
  expect(server.asked).toEqual([]);
  await expectDataClean(testCtx());
});
