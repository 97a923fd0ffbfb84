import fc from 'fast-check';
import { notFound, redirect } from 'next/navigation';
import { NextResponse } from 'next/server';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createApiKey } from '../accounts/create-api-key';
import { revokeApiKey } from '../accounts/revoke-api-key';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { database } from '../db';
import {
  BusinessError,
  ConflictError,
  PermissionDeniedError,
  RateLimitedError,
  ResourceNotFoundError,
  ServiceUnavailableError,
  ValidationError,
} from '../errors';
import { logError, logRefusal } from '../log';
import { id, idParam, text } from '../text';
import { inTransaction } from '../transaction';
import { userCtx } from '../testing/database';
import { createTeam, createUser, unique } from '../testing/factories';
import { arrive, sessionCookie } from '../testing/next-headers';
import { defineRoute } from './define-route';

vi.mock('next/headers', () => import('../testing/next-headers'));
vi.mock('../log', { spy: true });

type Route = ReturnType<typeof defineRoute>;
type Asked = NonNullable<Parameters<typeof arrive>[1]> & { path?: string; params?: object };

async function ask(route: Route, { path = '/api/v1/things', params = {}, ...incoming }: Asked = {}) {
  const response = await route(arrive(path, incoming), { params: Promise.resolve(params) });
  const body: unknown = await response.json();
  return { status: response.status, head: response.headers, body };
}

const throwing = (thrown: unknown) =>
  defineRoute({
    who: 'public',
    run: () => {
      throw thrown;
    },
  });
const echo = defineRoute({
  who: 'public',
  body: z.object({ name: text(50), items: z.array(z.object({ quantity: id() })).default([]) }),
  status: 201,
  run: (_ctx, { body }) => Promise.resolve(body),
});
const post = (body: Asked['body'], headers: Record<string, string> = {}) =>
  ask(echo, { method: 'POST', body, headers });

test.each([
  [new ValidationError('x', 'quantity'), 400, 'VALIDATION_ERROR', { field: 'quantity' }],
  [new BusinessError('x', { errorCode: 'CODE_EXPIRED' }), 400, 'CODE_EXPIRED', {}],
  [
    new PermissionDeniedError('codes.buy', 'codes'),
    403,
    'PERMISSION_DENIED',
    { action: 'codes.buy', resource: 'codes' },
  ],
  [
    new ResourceNotFoundError('order', 7),
    404,
    'RESOURCE_NOT_FOUND',
    { resource_type: 'order', resource_id: 7 },
  ],
  [new ConflictError('x', { errorCode: 'VERSION_CONFLICT' }), 409, 'VERSION_CONFLICT', {}],
  [new RateLimitedError(7), 429, 'RATE_LIMITED', { retry_after: 7 }],
  [new ServiceUnavailableError('x'), 503, 'SERVICE_UNAVAILABLE', {}],
  [new Error('SELECT password FROM users'), 500, 'INTERNAL_ERROR', {}],
  ['a string nobody should throw', 500, 'INTERNAL_ERROR', {}],
  [undefined, 500, 'INTERNAL_ERROR', {}],
])('%s is answered with %i %s and nothing else', async (thrown, status, error_code, details) => {
  vi.clearAllMocks();
  const answer = await ask(throwing(thrown));
  expect(answer.status).toBe(status);
  expect(answer.body).toEqual({ error_code, message: expect.any(String) as string, details });
  expect(answer.head.get('retry-after')).toBe('retry_after' in details ? '7' : null);
  // What the caller is told and what the log says are the same code; only what nobody expected is an error there.
  const [logged, silent] = status >= 500 ? [logError, logRefusal] : [logRefusal, logError];
  expect(vi.mocked(logged)).toHaveBeenCalledTimes(1);
  expect(vi.mocked(silent)).not.toHaveBeenCalled();
  expect(vi.mocked(logged).mock.calls[0]?.[1]).toMatchObject({
    error_code,
    place: 'GET /api/v1/things',
    path: '/api/v1/things',
    method: 'GET',
    request_id: answer.head.get('x-request-id'),
  });
});

test('a failure inside a transaction undoes it and tells nothing of the database', async () => {
  const team = await createTeam();
  const route = defineRoute({
    who: 'public',
    run: (ctx) =>
      inTransaction(ctx, async (tx) => {
        await tx.db.team.update({ where: { id: team.id }, data: { name: 'changed' } });
        await recordAudit(tx, { action: 'members.create-team', entity: 'team', entityId: team.id });
        await tx.db.$executeRaw`UPDATE teams SET seats_taken = capacity + 1 WHERE id = ${team.id}`;
      }),
  });
  const { status, body } = await ask(route);
  expect(status).toBe(500);
  expect(body).toMatchObject({ error_code: 'DATABASE_ERROR', details: {} });
  expect(JSON.stringify(body)).not.toMatch(/teams|seats|constraint|prisma|23514/i);
  expect(await database().team.findUnique({ where: { id: team.id } })).toEqual(team);
  const where = { entity: 'team', entityId: String(team.id) };
  expect(await database().auditEntry.count({ where })).toBe(0);
});

test('a row that the code expected and did not find is our failure, not the caller’s', async () => {
  const { status, body } = await ask(
    defineRoute({ who: 'public', run: (ctx) => ctx.db.payment.findUniqueOrThrow({ where: { id: -1 } }) }),
  );
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toMatch(/payment|found|prisma|P2025/i);
});

test.each([
  ['en-GB,en;q=0.9', /^This failed on our side/],
  ['zh-TW', /^我们这边出现故障/u],
  ['fr', /^This failed on our side/],
])('a reader of %s is answered in a language of theirs', async (language, text) => {
  const { body } = await ask(throwing(new Error('x')), { headers: { 'accept-language': language } });
  expect(body).toMatchObject({ message: expect.stringMatching(text) as string });
});

test.each([
  ['{"name": ""}', 'name'],
  ['{"name": "x", "items": [{"quantity": 1}, {"quantity": "2"}]}', 'items.1.quantity'],
  ['{"name": 5}', 'name'],
  ['{}', 'name'],
  ['null', undefined],
  ['[]', undefined],
  [String.raw`{"name": "NUL \u0000"}`, 'name'],
  [String.raw`{"name": "half a letter \ud83d"}`, 'name'],
  ['{"name": ', 'body'],
  ['', 'body'],
])('the body %s is refused, naming %s', async (body, field) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ error_code: 'VALIDATION_ERROR', details: field ? { field } : {} });
});

test('path and query are checked like the body', async () => {
  const route = defineRoute({
    who: 'public',
    params: z.object({ thing: idParam() }),
    query: z.object({ limit: z.coerce.number().max(200).default(50) }),
    run: (_ctx, { params, query }) => Promise.resolve({ ...params, ...query }),
  });
  expect((await ask(route, { params: { thing: '7' } })).body).toEqual({ thing: 7, limit: 50 });
  for (const thing of ['0', '-1', '1.5', '2147483648', '99999999999', 'x', '%00'])
    expect((await ask(route, { params: { thing } })).body).toMatchObject({ details: { field: 'thing' } });
  const query = await ask(route, { path: '/api/v1/things?limit=201', params: { thing: '7' } });
  expect(query.body).toMatchObject({ details: { field: 'limit' } });
});

test('whatever a body holds, it is taken or refused, never a failure', async () => {
  const store = defineRoute({
    who: 'public',
    body: z.object({ name: text(120) }),
    run: (_ctx, { body }) => createTeam({ name: body.name }).then(({ name }) => ({ name })),
  });
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 130 }),
    fc.string({ maxLength: 20 }),
    fc.jsonValue(),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (name) => {
      const { status } = await ask(store, { method: 'POST', body: JSON.stringify({ name }) });
      expect([200, 400]).toContain(status);
    }),
    { numRuns: 60, examples: [['\0'], ['\ud800'], ['\udfff x'], ['\u202e'], [' '.repeat(200)]] },
  );
});

test('bytes that are no text are refused', async () => {
  const answer = await ask(echo, {
    method: 'POST',
    body: Buffer.concat([Buffer.from('{"name": "'), new Uint8Array([0xff]), Buffer.from('"}')]),
    headers: { 'content-type': 'application/json' },
  });
  expect(answer).toMatchObject({ status: 400, body: { details: { field: 'body' } } });
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
  'JSON that says it is "%s" is not read: a form of another site could send it',
  async (type) => {
    const answer = await post('{"name": "x"}', { 'content-type': type });
    expect(answer).toMatchObject({ status: 415, body: { error_code: 'VALIDATION_ERROR' } });
  },
);

test('JSON in any writing of its type is read', async () => {
  const answer = await post('{"name": " x "}', { 'content-type': 'Application/JSON; charset=utf-8' });
  expect(answer).toMatchObject({ status: 201, body: { name: 'x' } });
});

test('a body of a megabyte is read, and not a byte more, however it arrives', async () => {
  const sized = (bytes: number) => `{"name": "x"${' '.repeat(bytes - 13)}}`;
  expect(await post(sized(1_048_576))).toMatchObject({ status: 201 });
  expect(await post(sized(1_048_577))).toMatchObject({
    status: 413,
    body: { error_code: 'REQUEST_TOO_LARGE' },
  });
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (stream) => {
      sent += 65_536;
      stream.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  expect(await post(endless, { 'content-type': 'application/json' })).toMatchObject({ status: 413 });
  expect(sent).toBeLessThan(1_300_000);
});

const whoami = defineRoute({ who: 'user', run: (ctx) => Promise.resolve({ ...ctx.actor }) });

test('a body that breaks off is its sender’s mistake', async () => {
  vi.clearAllMocks();
  const broken = new ReadableStream<Uint8Array>({
    pull: (stream) => stream.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
  });
  expect(await post(broken, { 'content-type': 'application/json' })).toMatchObject({
    status: 400,
    body: { error_code: 'VALIDATION_ERROR', details: { field: 'body' } },
  });
  expect(logError).not.toHaveBeenCalled();
});

test('a session and an API key are heard, and nobody else', async () => {
  const user = await createUser({ role: 'DISTRIBUTOR' });
  const session = await sessionCookie(user);
  const actor = { kind: 'user', userId: user.id, role: 'DISTRIBUTOR' };
  expect(await ask(whoami, { headers: session })).toMatchObject({
    status: 200,
    body: { ...actor, via: 'session' },
  });
  const { id: api_key_id, key } = await createApiKey(userCtx(user), { name: 'x' });
  const bearer = { authorization: `bearer ${key}` };
  expect(await ask(whoami, { headers: bearer })).toMatchObject({
    status: 200,
    body: { ...actor, via: 'api-key' },
  });
  // The key counts, also where a cookie comes along.
  expect(await ask(whoami, { headers: { ...session, ...bearer } })).toMatchObject({
    body: { via: 'api-key' },
  });
  await revokeApiKey(userCtx(user), { api_key_id });
  const tampered = { cookie: `${session.cookie.slice(0, -4)}AAAA` };
  const old = await sessionCookie({ ...user, sessionVersion: user.sessionVersion + 1 });
  const basic = { authorization: `Basic ${btoa('a:b')}` };
  for (const headers of [
    {},
    bearer,
    { ...session, ...bearer },
    tampered,
    old,
    basic,
    { authorization: 'Bearer x' },
  ])
    expect(await ask(whoami, { headers })).toMatchObject({
      status: 401,
      body: { error_code: 'UNAUTHENTICATED' },
    });
  await database().user.update({ where: { id: user.id }, data: { isActive: false } });
  expect(await ask(whoami, { headers: session })).toMatchObject({ status: 401 });
});

test('with a cookie only our own pages write; a key writes from anywhere', async () => {
  const user = await createUser();
  const session = await sessionCookie(user);
  const { key } = await createApiKey(userCtx(user), { name: 'x' });
  const write = (headers: Record<string, string>) => ask(whoami, { method: 'POST', headers });
  const foreign = [
    'https://evil.example',
    'http://127.0.0.1:3001',
    'http://127.0.0.1.evil.example:3000',
    'null',
    '',
  ];
  for (const headers of [session, ...foreign.map((origin) => ({ ...session, origin }))])
    expect(await write(headers)).toMatchObject({ status: 403, body: { error_code: 'ORIGIN_REFUSED' } });
  expect(await write({ ...session, origin: 'http://127.0.0.1:3000' })).toMatchObject({ status: 200 });
  // Behind a proxy that puts another name into Host, the public address counts.
  const proxied = { ...session, origin: 'http://127.0.0.1:3000', host: 'web-7.internal' };
  expect(await write(proxied)).toMatchObject({ status: 200 });
  expect(await write({ authorization: `Bearer ${key}` })).toMatchObject({ status: 200 });
  expect(await ask(whoami, { headers: session })).toMatchObject({ status: 200 });
});

test('a write may bring a key to repeat it under; reading and the public have none', async () => {
  const user = await createUser();
  const keyOf = (ctx: Ctx) => Promise.resolve({ key: ctx.idempotencyKey ?? null });
  const route = defineRoute({ who: 'user', run: keyOf });
  const headers = {
    ...(await sessionCookie(user)),
    origin: 'http://127.0.0.1:3000',
    'idempotency-key': 'k-1',
  };
  expect((await ask(route, { method: 'POST', headers })).body).toEqual({ key: 'k-1' });
  expect((await ask(route, { headers })).body).toEqual({ key: null });
  expect((await ask(defineRoute({ who: 'public', run: keyOf }), { method: 'POST', headers })).body).toEqual({
    key: null,
  });
  for (const bad of [' ', 'x'.repeat(201), 'two words', '\u00e9'])
    expect(
      await ask(route, { method: 'POST', headers: { ...headers, 'idempotency-key': bad } }),
    ).toMatchObject({
      status: 400,
      body: { details: { field: 'Idempotency-Key' } },
    });
});

test('the request id of the web server comes back, also with an error; another one than can be kept does not', async () => {
  const ids = { 'x-request-id': 'req-7' };
  const route = defineRoute({ who: 'public', run: (ctx) => Promise.resolve({ id: ctx.requestId }) });
  const answer = await ask(route, { headers: ids });
  expect(answer.body).toEqual({ id: 'req-7' });
  expect(answer.head.get('x-request-id')).toBe('req-7');
  expect((await ask(throwing(new Error('x')), { headers: ids })).head.get('x-request-id')).toBe('req-7');
  for (const odd of [unique('x').repeat(20), 'two words', '<script>'])
    expect((await ask(route, { headers: { 'x-request-id': odd } })).body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
});

test('where Next.js throws to go elsewhere, it is let through', async () => {
  const going = (go: () => never) => ask(defineRoute({ who: 'public', run: () => Promise.resolve(go()) }));
  await expect(going(() => redirect('/sign-in'))).rejects.toMatchObject({
    digest: expect.stringContaining('NEXT_REDIRECT') as string,
  });
  await expect(going(notFound)).rejects.toMatchObject({ digest: expect.stringContaining('404') as string });
});

test('a route may speak another language than JSON', async () => {
  const route = defineRoute({
    who: 'public',
    run: () =>
      Promise.resolve(
        new NextResponse('{"code":1}', { status: 202, headers: { 'Cache-Control': 'max-age=5' } }),
      ),
  });
  const { status, head, body } = await ask(route);
  expect({ status, body, cache: head.get('cache-control') }).toEqual({
    status: 202,
    body: { code: 1 },
    cache: 'max-age=5',
  });
  expect(head.get('x-request-id')).toBeTruthy();
  expect((await ask(echo, { method: 'POST', body: '{"name":"x"}' })).head.get('cache-control')).toBe(
    'no-store',
  );
});
