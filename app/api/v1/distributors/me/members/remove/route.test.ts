import { beforeEach, expect, test, vi } from 'vitest';
import { createApiKey } from '@/lib/accounts/create-api-key';
import { expectDataClean } from '@/lib/monitoring/verify-data';
import { atOnce, outcomes, testCtx, userCtx } from '@/lib/testing/database';
import { createDistributor, onlyTeams } from '@/lib/testing/factories';
import { createMember, standingOf } from '@/lib/testing/members';
import { arrive } from '@/lib/testing/next-headers';
import { POST } from './route';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));

beforeEach(() => onlyTeams(40));

type Member = Awaited<ReturnType<typeof createMember>>;
const asked = ({ email, team_id }: Member) => ({ email, team_id, reason: 'left the company' });

async function bearer(owner: Member['distributor']) {
  return `Bearer ${(await createApiKey(userCtx(owner), { name: 'shop' })).key}`;
}

async function remove(authorization: string, body: unknown, more: Record<string, string> = {}) {
  const request = arrive('/api/v1/distributors/me/members/remove', {
    method: 'POST',
    headers: { authorization, ...more },
    body: JSON.stringify(body),
  });
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, text: await response.text() };
}

test('ten at once give back one use, and none is told of an error', async () => {
  const member = await createMember({ max_uses: 20 });
  const authorization = await bearer(member.distributor);
  const { values, errors } = outcomes(await atOnce(10, () => remove(authorization, asked(member))));
  expect(errors).toEqual([]);
  expect(new Set(values.map(({ status }) => status))).toEqual(new Set([200]));
  const answers = values.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
  for (const answer of answers)
    expect(answer).toEqual({
      status: expect.stringMatching(/^remov(ed|ing)$/) as unknown,
      email: member.email,
      team_id: member.team_id,
    });
  expect(answers.map(({ status }) => status)).toContain('removed');
  expect(await standingOf(member)).toMatchObject({ status: 'REMOVED', used: 0, counted: 0, seats: 0 });
  await expectDataClean(testCtx());
});

test("somebody else's member answers like nobody, byte for byte", async () => {
  const member = await createMember();
  const authorization = await bearer(await createDistributor());
  const foreign = await remove(authorization, asked(member));
  await remove(await bearer(member.distributor), asked(member));
  const gone = await remove(authorization, asked(member));
  const unknown = await remove(authorization, { ...asked(member), team_id: member.team_id + 1_000_000 });
  expect(foreign.status).toBe(404);
  expect(gone).toEqual(foreign);
  expect(unknown).toEqual(foreign);
});

test('an Idempotency-Key makes it one request', async () => {
  const member = await createMember();
  const authorization = await bearer(member.distributor);
  const key = { 'idempotency-key': 'once' };
  const first = await remove(authorization, asked(member), key);
  expect(first).toMatchObject({ status: 200 });
  expect(await remove(authorization, asked(member), key)).toEqual(first);
  const other = await remove(authorization, { ...asked(member), reason: 'another' }, key);
  expect(other.status).toBe(422);
});

test.each([
  ['email', { email: 'no address', team_id: 1, reason: 'left' }],
  ['team_id', { email: 'a@example.com', team_id: '1', reason: 'left' }],
  ['team_id', { email: 'a@example.com', team_id: 2 ** 31, reason: 'left' }],
  ['reason', { email: 'a@example.com', team_id: 1, reason: ' ' }],
  ['reason', { email: 'a@example.com', team_id: 1, reason: 'nul\0' }],
  ['reason', { email: 'a@example.com', team_id: 1 }],
])('a wrong %s is named', async (field, body) => {
  const { status, text } = await remove(await bearer(await createDistributor()), body);
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({ error_code: 'VALIDATION_ERROR', details: { field } });
});
