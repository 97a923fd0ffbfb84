import { expect, test } from 'vitest';
import { recordAudit } from '../audit';
import { database } from '../db';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import { createUser, unique } from '../testing/factories';
import { inTransaction } from '../transaction';
import { disableUser } from './disable-user';
import { findPasswordLink } from './find-password-link';
import { inviteUser } from './invite-user';
import { listUsers } from './list-users';
import { renewPasswordLink } from './renew-password-link';
import { requestPasswordLink } from './request-password-link';
import { PasswordLinkJob, UsersQuery } from './schema';
import { sendPasswordLink } from './send-password-link';

const admin = async () => userCtx(await createUser({ role: 'ADMIN' }));
const wanted = (role: 'OPERATOR' | 'DISTRIBUTOR' = 'OPERATOR') => ({
  email: `${unique('new')}@example.com`,
  name: 'Grace',
  role,
});

/** What waits to be sent to an email. */
async function waiting(email: string) {
  const jobs = await database().$queryRaw<{ payload: unknown }[]>`
    SELECT job.payload FROM graphile_worker._private_jobs AS job
    WHERE job.key = ${`password-link:${email}`}`;
  return jobs.map(({ payload }) => PasswordLinkJob.parse(payload));
}

async function mailsTo(recipient: string) {
  return database().mail.findMany({ where: { recipient }, orderBy: { id: 'asc' } });
}

const tokenIn = (body: string) => /\/p\/([\w-]+)/.exec(body)?.[1] ?? '';

test('an invited user is there without a password, and the mail has the link to set one', async () => {
  const ctx = await admin();
  const input = wanted();
  const { user_id } = await inviteUser(ctx, input);
  const user = await database().user.findUniqueOrThrow({ where: { id: user_id } });
  expect(user).toMatchObject({ ...input, passwordHash: null, isActive: true });
  const [job] = await waiting(input.email);
  expect(JSON.stringify(job)).not.toMatch(/token|hash/);
  expect(await sendPasswordLink(testCtx(), job!)).toEqual({ sent: true });
  // A worker that dies after the mail was written does all of it again.
  await sendPasswordLink(testCtx(), job!);
  const [mail, ...more] = await mailsTo(input.email);
  expect(more).toEqual([]);
  const found = await findPasswordLink(publicCtx(), { token: tokenIn(mail!.body) });
  expect(found).toMatchObject({ email: input.email, purpose: 'invitation' });
  const where = { requestId: ctx.requestId };
  expect(await database().auditEntry.findMany({ where })).toMatchObject([
    { action: 'accounts.invite-user', entityId: String(user_id), after: { email: input.email } },
  ]);
});

test('inviting joins what it is part of: undone together', async () => {
  const ctx = await admin();
  const input = wanted('DISTRIBUTOR');
  const failing = inTransaction(ctx, async (tx) => {
    const { user_id } = await inviteUser(tx, input);
    await recordAudit(tx, { action: 'distributors.create-distributor', entity: 'x', entityId: user_id });
    throw new Error('the rest failed');
  });
  await expect(failing).rejects.toThrow('the rest failed');
  expect(await database().user.count({ where: { email: input.email } })).toBe(0);
  expect(await waiting(input.email)).toEqual([]);
});

test('of five who invite one email at once, one does', async () => {
  const ctx = await admin();
  const input = wanted();
  const { values, errors } = outcomes(await atOnce(5, () => inviteUser(ctx, input)));
  expect(values).toHaveLength(1);
  for (const error of errors)
    expect(error).toMatchObject({ errorCode: 'EMAIL_TAKEN', details: { field: 'email' } });
});

test('only administrators invite, send links, and see who there is', async () => {
  const operator = userCtx(await createUser({ role: 'OPERATOR' }));
  const { id: user_id } = await createUser();
  const denied = { errorCode: 'PERMISSION_DENIED' };
  await expect(inviteUser(operator, wanted())).rejects.toMatchObject(denied);
  await expect(renewPasswordLink(operator, { user_id })).rejects.toMatchObject(denied);
  await expect(listUsers(operator, UsersQuery.parse({}))).rejects.toMatchObject(denied);
  await expect(
    sendPasswordLink(operator, {
      email: 'x@example.com',
      purpose: 'reset',
      asked_at: new Date().toISOString(),
    }),
  ).rejects.toMatchObject(denied);
});

test('a link is sent again for what is missing: the first password, or another one', async () => {
  const ctx = await admin();
  const [invited, known] = [await createUser({ passwordHash: null }), await createUser()];
  await renewPasswordLink(ctx, { user_id: invited.id });
  await renewPasswordLink(ctx, { user_id: invited.id });
  expect(await waiting(invited.email)).toMatchObject([{ purpose: 'invitation' }]);
  await renewPasswordLink(ctx, { user_id: known.id });
  expect(await waiting(known.email)).toMatchObject([{ purpose: 'reset' }]);
  await disableUser(ctx, { user_id: known.id });
  await expect(renewPasswordLink(ctx, { user_id: known.id })).rejects.toMatchObject({ httpStatus: 409 });
  await expect(renewPasswordLink(ctx, { user_id: 2_000_000_000 })).rejects.toMatchObject({ httpStatus: 404 });
});

test('who forgot a password is answered the same whether known or not; only an active user gets the mail', async () => {
  const [known, disabled] = [await createUser(), await createUser({ isActive: false })];
  const nobody = `${unique('nobody')}@example.com`;
  for (const email of [known.email, disabled.email, nobody]) {
    expect(await requestPasswordLink(publicCtx(), { email })).toEqual({ email });
    const [job] = await waiting(email);
    expect(await sendPasswordLink(testCtx(), job!)).toEqual({ sent: email === known.email });
  }
  expect(await mailsTo(known.email)).toHaveLength(1);
  expect([...(await mailsTo(disabled.email)), ...(await mailsTo(nobody))]).toEqual([]);
});

test('nothing is sent that would not work any more', async () => {
  const { email } = await createUser();
  const asked_at = new Date(Date.now() - 2 * 3_600_000).toISOString();
  expect(await sendPasswordLink(testCtx(), { email, purpose: 'reset', asked_at })).toEqual({ sent: false });
  expect(await sendPasswordLink(testCtx(), { email, purpose: 'invitation', asked_at })).toEqual({
    sent: false,
  });
});

test('links are asked for five times an hour for an email, twenty times from an address', async () => {
  const { email } = await createUser();
  for (let i = 0; i < 5; i += 1) await requestPasswordLink(publicCtx(), { email });
  await expect(requestPasswordLink(publicCtx(), { email })).rejects.toMatchObject({
    errorCode: 'RATE_LIMITED',
  });
  const visitor = publicCtx();
  for (let i = 0; i < 20; i += 1)
    await requestPasswordLink(visitor, { email: `${unique('nobody')}@example.com` });
  await expect(
    requestPasswordLink(visitor, { email: `${unique('nobody')}@example.com` }),
  ).rejects.toMatchObject({ errorCode: 'RATE_LIMITED' });
});

test('the list finds by the whole email or the beginning of a name, by role and by state', async () => {
  const ctx = await admin();
  const name = unique('Ünique');
  const made = [
    await createUser({ name: `${name} a` }),
    await createUser({ name: `${name} b`, passwordHash: null, role: 'ADMIN' }),
    await createUser({ name: `${name} c`, isActive: false }),
  ];
  const ids = async (asked: object) =>
    (await listUsers(ctx, UsersQuery.parse(asked))).items.map(({ id }) => id);
  const [a, b, c] = made.map(({ id }) => id);
  expect(await ids({ q: name.toUpperCase() })).toEqual([c, b, a]);
  expect(await ids({ q: name, role: 'ADMIN' })).toEqual([b]);
  expect(await ids({ q: name, state: 'invited' })).toEqual([b]);
  expect(await ids({ q: name, state: 'disabled' })).toEqual([c]);
  expect(await ids({ q: name, state: 'active' })).toEqual([a]);
  expect(await ids({ q: ` ${made[0]!.email.toUpperCase()} ` })).toEqual([a]);
  expect(await ids({ q: made[0]!.email.slice(0, -1) })).toEqual([]);
  expect(await ids({ q: `%${name}` })).toEqual([]);
  const { next_cursor: cursor } = await listUsers(ctx, UsersQuery.parse({ q: name, limit: 2 }));
  expect(await ids({ q: name, limit: 2, cursor })).toEqual([a]);
});
