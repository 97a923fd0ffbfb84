import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { arrive } from '@/lib/testing/next-headers';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
type Route = Record<string, (request: object, context: { params: Promise<object> }) => Promise<Response>>;

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('route.ts'),
);
const load = (file: string) => import(/* @vite-ignore */ `${folder}${file}`) as Promise<Route>;

async function ask(handler: Route[string] | undefined, method: string, path: string) {
  const request = arrive(path, { method, headers: { 'x-request-id': 'req-1' } });
  const response = await handler!(request, { params: Promise.resolve({}) });
  return { status: response.status, head: response.headers, body: (await response.json()) as unknown };
}

test.each(files.filter((file) => !file.includes('[...unknown]')))(
  '%s answers the methods it does not have as every refusal is answered',
  async (file) => {
    const route = await load(file);
    const answers = await Promise.all(METHODS.map((method) => refusalOf(route[method], method)));
    const allowed = METHODS.filter((_, at) => answers[at] === null);
    expect(allowed.length).toBeGreaterThan(0);
    for (const answer of answers.filter((one) => one !== null)) {
      expect(answer.body).toMatchObject({ error_code: 'METHOD_NOT_ALLOWED', details: { allow: allowed } });
      expect(answer.head.get('allow')).toBe(allowed.join(', '));
      expect(answer.head.get('x-request-id')).toBe('req-1');
    }
  },
);

/** What a method is refused with, or null where the route has it. */
async function refusalOf(handler: Route[string] | undefined, method: string) {
  const answer = await ask(handler, method, '/api/v1/things');
  return answer.status === 405 ? answer : null;
}

test.each(METHODS)('%s of an address that is none is answered in the one shape', async (method) => {
  const route = await load('[...unknown]/route.ts');
  const { status, head, body } = await ask(route[method], method, '/api/v1/no-such-thing');
  expect(status).toBe(404);
  expect(body).toMatchObject({
    error_code: 'RESOURCE_NOT_FOUND',
    details: { resource_type: 'address', resource_id: '/api/v1/no-such-thing' },
  });
  expect(head.get('x-request-id')).toBe('req-1');
});
