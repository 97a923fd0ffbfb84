import { notFound, redirect } from 'next/navigation';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { database } from '../db';
import { ConflictError } from '../errors';
import { logError, logRefusal } from '../log';
import { text } from '../text';
import { createTeam, createUser } from '../testing/factories';
import { arrive, sessionCookie } from '../testing/next-headers';
import { inTransaction } from '../transaction';
import { defineAction } from './define-action';

vi.mock('next/headers', () => import('../testing/next-headers'));
vi.mock('../log', { spy: true });

const OURS = { origin: 'http://127.0.0.1:3000', referer: 'http://127.0.0.1:3000/orders' };
const Input = z.object({ name: text(20) });

async function arriveAs(headers: Record<string, string> = {}) {
  const user = await createUser();
  arrive('/orders', { method: 'POST', headers: { ...OURS, ...(await sessionCookie(user)), ...headers } });
  return user;
}

test('the verb gets the actor, the parsed input and the key of the form', async () => {
  const user = await arriveAs({ 'x-request-id': 'req-9' });
  const seen = defineAction(Input, ({ actor, requestId, idempotencyKey }: Ctx, { name }) =>
    Promise.resolve({ actor, requestId, idempotencyKey, name }),
  );
  expect(await seen({ name: ' x ' }, 'form-1')).toEqual({
    ok: true,
    data: {
      actor: {
        kind: 'user',
        userId: user.id,
        role: 'OPERATOR',
        via: 'session',
        sessionId: expect.any(String) as string,
      },
      requestId: 'req-9',
      idempotencyKey: 'form-1',
      name: 'x',
    },
  });
});

test('a refusal is answered in the shape of every error, in the reader’s language, with the id to quote', async () => {
  const user = await arriveAs({ 'x-request-id': 'req-8', 'accept-language': 'zh-CN' });
  const refusing = defineAction(Input, () =>
    Promise.reject(
      new ConflictError('row 7 of orders', { errorCode: 'VERSION_CONFLICT', details: { version: 3 } }),
    ),
  );
  expect(await refusing({ name: 'x' })).toEqual({
    ok: false,
    error: {
      error_code: 'VERSION_CONFLICT',
      message: expect.stringMatching(/\p{Script=Han}/u) as string,
      details: { version: 3 },
      request_id: 'req-8',
    },
  });
  expect(vi.mocked(logRefusal).mock.lastCall?.[1]).toMatchObject({
    error_code: 'VERSION_CONFLICT',
    request_id: 'req-8',
    user_id: user.id,
    path: OURS.referer,
  });
});

test('a failure inside a transaction undoes it, and its text stays in the log', async () => {
  await arriveAs();
  const team = await createTeam();
  const failing = defineAction(Input, (ctx, { name }) =>
    inTransaction(ctx, async (tx) => {
      await tx.db.team.update({ where: { id: team.id }, data: { name } });
      await recordAudit(tx, { action: 'members.create-team', entity: 'team', entityId: team.id });
      throw new Error('the password of the database is 123');
    }),
  );
  const result = await failing({ name: 'x' });
  expect(result).toMatchObject({ ok: false, error: { error_code: 'INTERNAL_ERROR', details: {} } });
  expect(JSON.stringify(result)).not.toContain('123');
  expect(String(vi.mocked(logError).mock.lastCall?.[0])).toContain('123');
  expect(await database().team.findUnique({ where: { id: team.id } })).toEqual(team);
});

test('what a client sends is checked, whatever its types promised', async () => {
  await arriveAs();
  const action = defineAction(Input, () => Promise.resolve('done'));
  const refused = { ok: false, error: { error_code: 'VALIDATION_ERROR', details: { field: 'name' } } };
  for (const name of ['', 5, null, 'NUL \0', 'half \ud800', 'x'.repeat(21)])
    expect(await action({ name: name as string })).toMatchObject(refused);
  expect(await action({ name: 'x' }, 'two words')).toMatchObject({
    ok: false,
    error: { error_code: 'VALIDATION_ERROR' },
  });
});

test('an action called from another site, or from nowhere, is refused', async () => {
  const action = defineAction(Input, () => Promise.resolve('done'));
  for (const origin of ['https://evil.example', 'null', '']) {
    await arriveAs({ origin });
    expect(await action({ name: 'x' })).toMatchObject({ ok: false, error: { error_code: 'ORIGIN_REFUSED' } });
  }
});

test('where Next.js throws to go elsewhere, it is let through', async () => {
  await arriveAs();
  const going = (go: () => never) => defineAction(Input, () => Promise.resolve(go()))({ name: 'x' });
  await expect(going(() => redirect('/orders'))).rejects.toMatchObject({
    digest: expect.stringContaining('NEXT_REDIRECT') as string,
  });
  await expect(going(notFound)).rejects.toMatchObject({ digest: expect.stringContaining('404') as string });
});
