import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { database } from '@/lib/db';
import { expectDataClean } from '@/lib/monitoring/verify-data';
import { crowdedPlace } from '@/lib/testing/crowded-place';
import { testCtx } from '@/lib/testing/database';
import { unique } from '@/lib/testing/factories';
import { routesOfApp, type Route } from '@/lib/testing/files-of-app';
import { hostileValues, spoiled } from '@/lib/testing/hostile-values';
import * as nextHeaders from '@/lib/testing/next-headers';
import { arrive } from '@/lib/testing/next-headers';
import { expectRefusal } from '@/lib/testing/refusals';
import { valuesOf, type Known } from '@/lib/testing/values-of-schema';
import { watchWrites, writesSince } from '@/lib/testing/watched-writes';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));
// next-auth requires the module itself, where no mock of an import reaches.
Object.assign(createRequire(import.meta.url)('next/headers') as object, nextHeaders);

const numRuns = Number(process.env.FUZZ_RUNS ?? 40);
const OURS = 'http://127.0.0.1:3000';

/** What may be written although the answer is a refusal: the inbox keeps what it refuses. */
const KEPT: Record<string, string[]> = {
  'POST /api/v1/payments/[provider]/notify': ['insert payment_events'],
};
/** Speaks the language of next-auth, which has no schema. */
const OTHER_SHAPE = '/api/auth/[...nextauth]';
const field = z.string().optional();
const NextAuth = z.object({
  csrfToken: field,
  email: field,
  password: field,
  callbackUrl: field,
  json: field,
  error: field,
});

const routes = await routesOfApp();

beforeAll(async () => {
  await watchWrites();
  const limits = [
    'members.redeem_per_email',
    'accounts.sign_in_per_email',
    'accounts.password_links_per_email',
  ];
  await database().setting.createMany({ data: limits.map((key) => ({ key, value: 1_000 })) });
});

/** As it stands in an address: what is no text stands there in escapes that are none. */
function encoded(value: unknown) {
  const said = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return said.isWellFormed() ? encodeURIComponent(said) : '%ED%A0%80';
}

function queryOf(values: unknown) {
  if (values === null || typeof values !== 'object') return encoded(values);
  return Object.entries(values)
    .map(([key, value]) => `${encoded(key)}=${encoded(value)}`)
    .join('&');
}

/** JSON that says what JSON cannot say as it is. */
function jsonOf(value: unknown) {
  const huge = (_: string, one: unknown) => (one === Infinity ? '#1e309' : Object.is(one, -0) ? '#-0' : one);
  return (JSON.stringify(value, huge) ?? '').replaceAll(/"#(1e309|-0)"/g, '$1');
}

const BODIES = [
  '',
  '{',
  '[]',
  'null',
  '"x"',
  '\ufeff{}',
  '{"a":1}{"b":2}',
  'a=b&c=d',
  '--x--',
  '{"a":'.repeat(5_000),
];
const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/json; charset=utf-16',
  '',
  'x'.repeat(5_000),
];
const HEADERS: Record<string, string>[] = [
  { origin: 'null' },
  { origin: 'https://evil.example' },
  { origin: 'http://' },
  { 'idempotency-key': 'x'.repeat(201) },
  { 'idempotency-key': 'k-1' },
  { 'accept-language': 'zh-CN;q=x,,*;q=\xff' },
  { 'accept-language': 'x'.repeat(10_000) },
  { 'x-request-id': "'; drop" },
  { cookie: 'next-auth.session-token=eyJ.x.y; NEXT_LOCALE=__proto__' },
  { cookie: 'next-auth.callback-url=%00; next-auth.csrf-token=x' },
  { authorization: 'Bearer \xff\xfe' },
  { authorization: `Bearer ${'k'.repeat(200)}` },
  { 'user-agent': '\xff'.repeat(2_000) },
  { 'content-length': '-1' },
];

/** What Next.js finds in an address: texts, or lists of them. */
function addressed(values: unknown) {
  const text = (value: unknown) => (typeof value === 'string' ? value : fc.stringify(value));
  const named = values !== null && typeof values === 'object' ? values : { id: values };
  const parts = Object.entries(named).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.map(text) : text(value),
  ]);
  return Object.fromEntries(parts) as Record<string, string | string[]>;
}

function requestsOf({ handler, method, path }: Route, known: Known, callers: string[]) {
  const spoken = path === OTHER_SHAPE ? NextAuth : undefined;
  const { params, query = spoken, body = spoken } = handler.accepts;
  const mostly = <T>(usual: T, other: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, other);
  const ofSchema = (schema: z.ZodType | undefined) => spoiled(valuesOf(schema ?? z.object({}), known));
  const json = ofSchema(body).map(jsonOf);
  const bodies = fc.oneof({ weight: 6, arbitrary: json }, fc.constantFrom(...BODIES), fc.string());
  const place = path.includes('[') ? ofSchema(params) : fc.constant({});
  return fc.record({
    caller: fc.constantFrom(...callers),
    params: place.map(addressed),
    search: fc.oneof(
      { weight: 5, arbitrary: ofSchema(query).map(queryOf) },
      ofSchema(query).map((values) => `${queryOf(values)}&${queryOf(values)}&format=csv`),
      fc.constantFrom(
        'format=csv',
        'format=xml',
        'limit=1&limit=2',
        '%zz=%&=&&a=%FF',
        '__proto__[x]=1&cursor=%00',
      ),
      hostileValues.map((value) => `cursor=${encoded(value)}`),
    ),
    body: method === 'GET' ? fc.constant(undefined) : bodies,
    type: mostly('application/json', fc.constantFrom(...TYPES)),
    more: mostly({}, fc.constantFrom(...HEADERS)),
  });
}

test('no route goes without a schema for what its address holds', () => {
  expect(routes.length).toBeGreaterThan(25);
  for (const { name, path, handler } of routes)
    if (/\[(?!\.\.\.unknown)/.test(path)) expect(handler.accepts.params, name).toBeDefined();
});

test.each(routes)(
  '$name takes or refuses whatever comes, and what it refuses changes nothing',
  async (route) => {
    const { known, callers } = await crowdedPlace();
    await fc.assert(
      fc.asyncProperty(requestsOf(route, known, Object.keys(callers)), async (asked) => {
        await writesSince();
        const request = arrive(`/api/fuzzed?${asked.search}`, {
          method: route.method,
          headers: {
            origin: OURS,
            'x-forwarded-for': unique('ip'),
            'content-type': asked.type,
            ...callers[asked.caller],
            ...asked.more,
          },
          body: asked.body,
        });
        const response = await route.handler(request, { params: Promise.resolve(asked.params) });
        const said = await response.text();
        expect(response.status, said).toBeLessThan(500);
        if (response.status < 400) return;
        expect((await writesSince()).filter((write) => !KEPT[route.name]?.includes(write))).toEqual([]);
        if (route.path !== OTHER_SHAPE || said.startsWith('{"error_code')) expectRefusal(JSON.parse(said));
      }),
      { numRuns },
    );
    await expectDataClean(testCtx());
  },
  120_000,
);
