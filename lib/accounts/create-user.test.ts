import { expect, test } from 'vitest';
import { database } from '../db';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser as made, unique } from '../testing/factories';
import { createUser } from './create-user';
import { isPassword } from './password-hash';
import { CreateUserInput } from './schema';

const wanted = () => ({
  email: `${unique('new')}@example.com`,
  name: 'Grace',
  role: 'OPERATOR' as const,
  password: 'long enough it is',
});

test('a user is made who can sign in, and the audit row says who made it, not the password', async () => {
  const admin = await made({ role: 'ADMIN' });
  const ctx = userCtx(admin);
  const input = wanted();
  const { id } = await createUser(ctx, input);
  const user = await database().user.findUniqueOrThrow({ where: { id } });
  expect(user).toMatchObject({ email: input.email, name: 'Grace', role: 'OPERATOR', isActive: true });
  expect(await isPassword(input.password, user.passwordHash)).toBe(true);
  const [row] = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect(row).toMatchObject({
    actor: `user:${admin.id}`,
    action: 'accounts.create-user',
    entityId: String(id),
  });
  expect(row?.after).toEqual({ email: input.email, name: 'Grace', role: 'OPERATOR' });
});

test('only administrators make users', async () => {
  const operator = await made({ role: 'OPERATOR' });
  await expect(createUser(userCtx(operator), wanted())).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
});

test('of ten who ask for one email at once, one gets it', async () => {
  const input = wanted();
  const { values, errors } = outcomes(await atOnce(10, () => createUser(testCtx(), input)));
  expect(values).toHaveLength(1);
  for (const error of errors) expect(error).toMatchObject({ errorCode: 'EMAIL_TAKEN', httpStatus: 409 });
});

test('the same form sent twice makes one user', async () => {
  const admin = await made({ role: 'ADMIN' });
  const input = wanted();
  const key = unique('key');
  const first = await createUser(userCtx(admin, key), input);
  expect(await createUser(userCtx(admin, key), input)).toEqual(first);
  const kept = await database().idempotencyKey.findFirstOrThrow({ where: { key } });
  expect(JSON.stringify(kept)).not.toContain(input.password);
});

test.each(['someone.long@example.com', 'Someone.Long'])(
  '%s is no password for its own email',
  async (password) => {
    const input = { ...wanted(), email: 'someone.long@example.com', password };
    await expect(createUser(testCtx(), input)).rejects.toMatchObject({
      errorCode: 'PASSWORD_UNSAFE',
      httpStatus: 400,
      details: { field: 'password' },
    });
  },
);

test('a password has twelve characters of any kind, and an email is one however it is written', () => {
  const parsed = (change: object) => CreateUserInput.safeParse({ ...wanted(), ...change });
  expect(parsed({ password: 'elevenchars' }).success).toBe(false);
  expect(parsed({ password: 'twelve chars' }).success).toBe(true);
  expect(parsed({ password: 'x'.repeat(201) }).success).toBe(false);
  expect(parsed({ email: '  Ada@Example.COM ' }).data?.email).toBe('ada@example.com');
  // The letter é in two unicode forms: one key on one keyboard, two on another.
  expect(parsed({ password: 'cafe\u0301 with milk' }).data?.password).toBe('caf\u00e9 with milk');
});
