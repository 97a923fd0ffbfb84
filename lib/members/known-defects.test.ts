import { afterAll, beforeEach, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { issueCodesJob } from '../codes/jobs';
import { database } from '../db';
import { expectDataClean } from '../monitoring/verify-data';
import { enqueue, type Job } from '../queue';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { onlyTeams } from '../testing/factories';
import { createMember, inviteCustomer, standingOf } from '../testing/members';
import { startWorkspaceServer } from '../testing/workspace-server';
import { inTransaction } from '../transaction';
import { bindings, tasks } from '../worker/registry';
import { removeMember } from './remove-member';
import type { workspaceMember } from './workspace-calls';

// Three defects that another product of this kind had. Each would come back quietly, so each has its test here.

// Before the settings of this process are first read.
const server = await startWorkspaceServer();
Object.assign(process.env, { WORKSPACE_API_URL: server.url, WORKSPACE_API_TOKEN: 'token-of-the-workspace' });
afterAll(server.close);

beforeEach(() => onlyTeams(40));

const jobs: Job[] = [...new Set([...bindings.map(({ fact }) => fact), ...tasks.map(({ job }) => job)])];

/** The ids that a job carries. */
function idsOf({ payload }: Job) {
  if (!(payload instanceof z.ZodObject)) throw new Error('a job carries an object');
  return Object.keys(payload.shape as Record<string, unknown>).filter((name) => name.endsWith('_id'));
}

test.each(jobs.flatMap((job) => idsOf(job).map((field) => [job.name, field, job] as const)))(
  'the text of a code is no id: %s refuses it as %s',
  (_, field, job) => {
    const refused = job.payload.safeParse({ [field]: 'ORD5_ABCDEFGH' }).error?.issues ?? [];
    expect(refused.map(({ path }) => path.join('.'))).toContain(field);
    const numeric = job.payload.safeParse({ [field]: '5' }).error?.issues ?? [];
    expect(numeric.map(({ path }) => path.join('.'))).toContain(field);
  },
);

test('a job with the text of a code for an id is not queued, nor does it compile', async () => {
  const queued = inTransaction(testCtx(), (tx) =>
    // @ts-expect-error an id is a number
    enqueue(tx, issueCodesJob, { order_id: 'ORD5_ABCDEFGH' }),
  );
  await expect(queued).rejects.toBeInstanceOf(z.ZodError);
  const [{ count } = { count: -1 }] = await database().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int FROM graphile_worker.jobs WHERE task_identifier = ${issueCodesJob.name}`;
  expect(count).toBe(0);
});

test('parallel removals of one member subtract one use, not one each', async () => {
  const member = await createMember({ max_uses: 20 });
  // Uses of others: there is something to subtract too much from.
  for (let other = 0; other < 3; other += 1) await inviteCustomer(member);
  const { email, team_id, distributor } = member;
  const work = () => removeMember(userCtx(distributor), { email, team_id, reason: 'left' });
  expect(outcomes(await atOnce(10, work)).errors).toEqual([]);
  expect(await standingOf(member)).toMatchObject({ status: 'REMOVED', used: 3, counted: 3, seats: 3 });
  await expectDataClean(testCtx());
});

test('the workspace is asked with the account of the team and the id of the member', async () => {
  const member = await createMember();
  const data = { externalUserId: 'user of the workspace' };
  await database().teamMember.update({ where: { id: member.member_id }, data });
  const team = await database().team.findUniqueOrThrow({ where: { id: member.team_id } });
  server.forget();
  const { email, team_id, distributor } = member;
  await removeMember(userCtx(distributor), { email, team_id, reason: 'left' });
  expect(server.asked).toMatchObject([
    { method: 'DELETE', account: team.accountId, who: data.externalUserId },
  ]);
});

test('a field that a team or a member does not have does not compile', () => {
  type Team = Awaited<ReturnType<typeof teamOf>>;
  type Known = Awaited<ReturnType<typeof workspaceMember>>;
  expectTypeOf<Team>().toHaveProperty('accountId').toEqualTypeOf<string>();
  expectTypeOf<Known>().toHaveProperty('account_id').toEqualTypeOf<string>();
  expectTypeOf<Known>().toHaveProperty('user_id').toEqualTypeOf<string | null>();
  // @ts-expect-error a team has no such field
  const account = (team: Team) => team.chatgptAccountId as unknown;
  const selects = () =>
    // @ts-expect-error nor can it be asked for
    database().teamMember.findFirst({ select: { team: { select: { chatgptAccountId: true } } } });
  // @ts-expect-error nor has a member one of that name
  const user = (known: Known) => known.chatgpt_user_id as unknown;
  expect([account, selects, user]).toHaveLength(3);
});

const teamOf = (id: number) => database().team.findUniqueOrThrow({ where: { id } });
