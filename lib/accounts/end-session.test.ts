import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { database } from '../db';
import { atOnce, outcomes, testCtx } from '../testing/database';
import { createSession, createUser } from '../testing/factories';
import { endOtherSessions } from './end-other-sessions';
import { endSession } from './end-session';
import { findSessionOwner } from './find-session-owner';
import { listSessions } from './list-sessions';
import { SESSION_SECONDS } from './session-life';

const WINDOWS_CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

/** Somebody who is signed in on two devices; `ctx` is of the first one. */
async function signedIn() {
  const user = await createUser();
  const [here, there] = [await createSession(user.id), await createSession(user.id)];
  const actor = { kind: 'user', userId: user.id, role: user.role, via: 'session' } as const;
  const ctx = testCtx({ ...actor, sessionId: here.id });
  const claim = (sid: string) => ({ id: user.id, sid, session_version: user.sessionVersion });
  return { user, here, there, ctx, claim };
}

test('a session that was ended has no owner any more, whatever copies of its cookie there are', async () => {
  const { user, here, there, ctx, claim } = await signedIn();
  expect(await endSession(ctx, { session_id: there.id })).toEqual({ session_id: there.id });
  expect(await findSessionOwner(claim(there.id))).toBeNull();
  expect(await findSessionOwner(claim(here.id))).toEqual({ id: user.id, role: user.role });
  const audit = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect(audit).toMatchObject([{ action: 'accounts.end-session', entityId: there.id, userId: user.id }]);
});

test('signing out twice at once ends it once', async () => {
  const { here, ctx } = await signedIn();
  const { errors } = outcomes(await atOnce(2, () => endSession(ctx, { session_id: here.id })));
  expect(errors).toEqual([]);
  expect(await database().auditEntry.count({ where: { requestId: ctx.requestId } })).toBe(1);
});

test('a request beside signing out does not wake the session up again', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { here, ctx, claim } = await signedIn();
    await database().session.update({ where: { id: here.id }, data: { seenAt: ago(600) } });
    const race = await atOnce(4, async (i) => {
      if (i === 0) await endSession(ctx, { session_id: here.id });
      else await findSessionOwner(claim(here.id));
    });
    expect(outcomes(race).errors).toEqual([]);
    expect(await findSessionOwner(claim(here.id))).toBeNull();
  }
});

test('somebody else’s session is as good as none', async () => {
  const [mine, other] = [await signedIn(), await signedIn()];
  for (const session_id of [other.here.id, randomUUID()])
    await expect(endSession(mine.ctx, { session_id })).rejects.toMatchObject({
      errorCode: 'RESOURCE_NOT_FOUND',
      details: { resource_type: 'session' },
    });
  expect(await findSessionOwner(other.claim(other.here.id))).not.toBeNull();
  // Nor does the cookie of one open the session of another.
  expect(await findSessionOwner({ ...mine.claim(other.here.id) })).toBeNull();
});

test('all others end, and this one stays', async () => {
  const { user, here, there, ctx, claim } = await signedIn();
  const stranger = await signedIn();
  expect(await endOtherSessions(ctx)).toEqual({ ended: 1 });
  expect(await findSessionOwner(claim(here.id))).not.toBeNull();
  expect(await findSessionOwner(claim(there.id))).toBeNull();
  expect(await findSessionOwner(stranger.claim(stranger.here.id))).not.toBeNull();
  const audit = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect(audit).toMatchObject([{ action: 'accounts.end-other-sessions', entityId: String(user.id) }]);
});

test('a key ends no sessions, and a stranger neither', async () => {
  const { user, here } = await signedIn();
  const program = testCtx({ kind: 'user', userId: user.id, role: user.role, via: 'api-key' });
  const visitor = testCtx({ kind: 'public', ip: 'x' });
  const verbs = [() => endSession(program, { session_id: here.id }), () => endOtherSessions(program)];
  for (const verb of verbs) await expect(verb()).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  await expect(endOtherSessions(visitor)).rejects.toMatchObject({ errorCode: 'UNAUTHENTICATED' });
});

test('a session that nobody uses ends by itself; one in use is noted as seen now and then', async () => {
  const { here, claim } = await signedIn();
  const seen = (seconds: number) =>
    database().session.update({ where: { id: here.id }, data: { seenAt: ago(seconds) } });
  const seenAt = async () =>
    (await database().session.findUniqueOrThrow({ where: { id: here.id } })).seenAt.getTime();
  const { seenAt: minutesAgo } = await seen(200);
  await findSessionOwner(claim(here.id));
  expect(await seenAt()).toBe(minutesAgo.getTime());
  await seen(SESSION_SECONDS - 60);
  expect(await findSessionOwner(claim(here.id))).not.toBeNull();
  expect(Date.now() - (await seenAt())).toBeLessThan(60_000);
  await seen(SESSION_SECONDS + 60);
  expect(await findSessionOwner(claim(here.id))).toBeNull();
});

test('the list shows one’s own open sessions, this one first, by the names of their devices', async () => {
  const { user, here, there, ctx } = await signedIn();
  await createSession(user.id, { userAgent: WINDOWS_CHROME, seenAt: ago(60), ip: '203.0.113.7' });
  await createSession(user.id, { endedAt: new Date() });
  await createSession(user.id, { seenAt: ago(SESSION_SECONDS + 60) });
  await signedIn();
  const listed = await listSessions(ctx);
  expect(listed.map(({ id }) => id).slice(0, 2)).toEqual([here.id, there.id]);
  expect(listed.map(({ is_present }) => is_present)).toEqual([true, false, false]);
  expect(listed[2]).toMatchObject({ ip: '203.0.113.7', device: { browser: 'Chrome', system: 'Windows' } });
});
