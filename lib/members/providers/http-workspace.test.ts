import { afterAll, afterEach, expect, test } from 'vitest';
import { TechnicalError } from '../../errors';
import {
  breaksOff,
  hangs,
  hangsUp,
  says,
  startWorkspaceServer,
  type Play,
} from '../../testing/workspace-server';
import { httpWorkspace } from './http-workspace';

const server = await startWorkspaceServer();
const TOKEN = 'token-that-nobody-may-read';
Object.assign(process.env, { WORKSPACE_API_URL: `${server.url}/base`, WORKSPACE_API_TOKEN: TOKEN });
afterAll(server.close);
afterEach(server.forget);

const signal = () => AbortSignal.timeout(300);
const who = { account_id: 'team/one?', email: 'customer@example.com' };
const add = (key = 'key') => httpWorkspace.addMember(who, { key, signal: signal() });
const remove = (user_id: string) => httpWorkspace.removeMember({ ...who, user_id }, { signal: signal() });
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** All that a log line could show of an error. */
function everythingOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  return [error.message, error.stack, JSON.stringify(error), everythingOf(error.cause ?? null)].join('\n');
}

test('names in the address are encoded, whatever is in them', async () => {
  const { user_id } = await add();
  await remove(`${user_id}/../x`);
  expect(server.asked).toMatchObject([
    { method: 'POST', path: '/base/accounts/team%2Fone%3F/members', key: 'key' },
    { method: 'DELETE', path: `/base/accounts/team%2Fone%3F/members/${user_id}%2F..%2Fx` },
  ]);
});

test('adding twice is one member, and who is gone is removed', async () => {
  const { user_id } = await add('first');
  expect(await add('second')).toEqual({ user_id });
  await remove(user_id);
  await remove(user_id);
  server.play(says(410, 'gone'));
  await remove(user_id);
});

const bad: Record<string, Play> = {
  'no JSON': says(200, '<html>Sign in</html>'),
  'JSON of another shape': says(200, '{"id":7}'),
  'an id that is no text': says(200, '{"user_id":7}'),
  'an id of any length': says(200, JSON.stringify({ user_id: 'x'.repeat(121) })),
  'a body without end': says(200, JSON.stringify({ user_id: 'x', more: 'y'.repeat(70_000) })),
  nothing: says(204),
  'half an answer': breaksOff,
  'a hung up line': hangsUp,
  silence: hangs,
  'a breakdown': says(502),
  'that it is too much': says(429),
  'that we are nobody': says(403),
};

test.each(Object.entries(bad))('%s is an error that may pass, told without the token', async (_, play) => {
  server.play(play);
  const error = await failureOf(add());
  expect(error).toBeInstanceOf(TechnicalError);
  expect(error).toMatchObject({ errorCode: 'WORKSPACE_UNAVAILABLE', httpStatus: 503, details: {} });
  expect(everythingOf(error)).not.toContain(TOKEN);
});

test('a workspace that will not have somebody says so for good', async () => {
  server.play(says(422, '{"error":"no such domain"}'), says(400));
  for (const work of [add(), remove('user-1')])
    expect(await failureOf(work)).toMatchObject({
      errorCode: 'WORKSPACE_REFUSED',
      httpStatus: 502,
      details: {},
    });
});

test('a workspace that is not there', async () => {
  await server.close();
  expect(await failureOf(add())).toMatchObject({ errorCode: 'WORKSPACE_UNAVAILABLE' });
});
