import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { expectDataClean } from '../monitoring/verify-data';
import { testCtx } from '../testing/database';
import { onlyTeams } from '../testing/factories';
import { createMember, standingOf } from '../testing/members';
import { until } from '../testing/until';
import { endWorkers, startWorker } from '../testing/worker-process';
import { startWorkspaceServer } from '../testing/workspace-server';

// Before the settings of this process are first read; the processes started here have them, too.
const server = await startWorkspaceServer();
Object.assign(process.env, { WORKSPACE_API_URL: server.url, WORKSPACE_API_TOKEN: 'token-of-the-workspace' });
afterAll(server.close);
afterEach(endWorkers);
beforeEach(() => onlyTeams(40));

type Member = Awaited<ReturnType<typeof createMember>>;
const FINISHED_WITHIN_MS = 30_000;

/** Removes a member in a process of its own, which is killed when the workspace hears of it. */
async function removeAndDie({ email, team_id, distributor }: Member) {
  const actor = { kind: 'user', userId: distributor.id, role: 'DISTRIBUTOR', via: 'session' };
  const program = `
    import { contextOf } from './lib/context.ts';
    import { removeMember } from './lib/members/remove-member.ts';
    await removeMember(contextOf(${JSON.stringify(actor)}), ${JSON.stringify({ email, team_id, reason: 'left' })});`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', program];
  const child = spawn(process.execPath, args, { env: process.env, stdio: 'inherit' });
  server.play(async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

/** As long as it takes until the claim is stale and its job due. */
async function passTime({ member_id }: Member) {
  await database().$executeRaw`
    UPDATE team_members SET removing_since = removing_since - interval '15 seconds' WHERE id = ${member_id}`;
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = ${`removal:${member_id}`}`;
}

const removed = async (member: Member) => (await standingOf(member)).status === 'REMOVED';

async function expectRemovedOnce(member: Member) {
  expect(await standingOf(member)).toMatchObject({ status: 'REMOVED', used: 0, seats: 0, end: 'REMOVED' });
  const { removedBy, removedReason } = await database().teamMember.findUniqueOrThrow({
    where: { id: member.member_id },
  });
  expect({ removedBy, removedReason }).toEqual({ removedBy: member.distributor.id, removedReason: 'left' });
  await expectDataClean(testCtx());
}

test('a process that dies between claim and finish leaves a removal that a worker finishes within half a minute', async () => {
  const member = await createMember();
  await startWorker();
  await removeAndDie(member);
  expect(await standingOf(member)).toMatchObject({ status: 'REMOVING', used: 1, seats: 1 });
  await until(() => removed(member), FINISHED_WITHIN_MS, 50);
  await expectRemovedOnce(member);
}, 90_000);

test('so does a worker that dies while it finishes', async () => {
  const member = await createMember();
  await removeAndDie(member);
  await passTime(member);
  const first = await startWorker();
  let killed: Promise<unknown> | undefined;
  server.play(async () => {
    killed = first.end('SIGKILL');
    await killed;
  });
  await until(() => Promise.resolve(killed), FINISHED_WITHIN_MS, 50);
  await killed;
  expect(await standingOf(member)).toMatchObject({ status: 'REMOVING', used: 1 });
  await passTime(member);
  await startWorker();
  await until(() => removed(member), FINISHED_WITHIN_MS, 50);
  await expectRemovedOnce(member);
}, 120_000);
