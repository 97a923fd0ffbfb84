import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastErrors } from './error-notes';
import { startTracker } from './error-tracker';
import { VersionConflictError } from './errors';
import { logError, logRefusal } from './log';

const received: { path: string; body: string }[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    received.push({ path: request.url ?? '', body });
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  process.env.SENTRY_DSN = `http://publickey@127.0.0.1:${port}/7`;
  process.env.SENTRY_ENVIRONMENT = 'testing';
  await startTracker();
});
afterAll(() => server.close());

const events = () =>
  received.flatMap(({ body }) =>
    body
      .split('\n')
      .filter((line) => line.includes('"exception"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  );

test('an unexpected error arrives masked, under its code and its request; a refusal does not', async () => {
  logRefusal(new VersionConflictError('somebody was quicker'), { request_id: 'req-refused' });
  const cause = new Error('the gateway said no to 5555 5555 5555 4444');
  logError(new Error('card 4111111111111111 with Bearer abcdef0123456789', { cause }), {
    request_id: 'req-4711',
    place: 'POST /api/v1/orders/[order_no]/payments',
    error_code: 'PAYMENT_UNEXPECTED_ERROR',
    payment_id: 5,
    password: 'hunter22',
    asked: [{ headers: { cookie: 'session=s3cret' }, cvv: '123', number: '4111-1111-1111-1111' }],
  });
  await lastErrors();
  const [event, ...more] = events();
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    environment: 'testing',
    tags: {
      error_code: 'PAYMENT_UNEXPECTED_ERROR',
      request_id: 'req-4711',
      place: 'POST /api/v1/orders/[order_no]/payments',
    },
    contexts: { facts: { payment_id: 5, password: '[masked]' } },
  });
  expect(received[0]?.path).toContain('/api/7/envelope/');
  const all = received.map(({ body }) => body).join('');
  expect(all).toContain('card **** with Bearer [masked]');
  for (const secret of ['4111', '5555 5555', 'abcdef0123456789', 'hunter22', 's3cret', '123"', 'req-refused'])
    expect(all).not.toContain(secret);
});
