import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { masked } from './mask';

/** What a process that runs this code writes, line by line. */
function linesOf(code: string) {
  const program = `import { logError, logEvent, logWarning } from './lib/log.ts'; ${code}`;
  const said = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, LOG_LEVEL: 'info' },
  });
  // Seen by whoever looks for secrets in all that a run of the tests has said.
  process.stdout.write(said);
  return said
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;

test(
  'errors, warnings and events are one line of JSON each, with what, who and where',
  { timeout: 60_000 },
  () => {
    const lines = linesOf(`
    const cause = new Error('no route to host');
    logError(new TypeError('first line\\nsecond line', { cause }),
      { user_id: 7, order_id: 3, payment_id: 5, request_id: 'req-1', error_code: 'PAYMENT_TIMEOUT', card_number: '4111111111111111' });
    logError('thrown as a string', { event: 'odd' });
    logWarning('not yours', { user_id: 7, error_code: 'RESOURCE_NOT_FOUND', request_id: 'req-2' });
    logEvent('order_created', { user_id: 7, order_id: 3, token: 'abc' });
  `);
    expect(lines).toEqual([
      {
        timestamp: isoTime,
        level: 'ERROR',
        message: 'first line\nsecond line',
        error_code: 'PAYMENT_TIMEOUT',
        context: { user_id: 7, order_id: 3, payment_id: 5, request_id: 'req-1', card_number: '****' },
        exception: {
          type: 'TypeError',
          message: 'first line\nsecond line',
          traceback: expect.stringContaining('TypeError: first line') as string,
          cause: {
            type: 'Error',
            message: 'no route to host',
            traceback: expect.stringContaining('at ') as string,
          },
        },
      },
      {
        timestamp: isoTime,
        level: 'ERROR',
        message: 'thrown as a string',
        error_code: 'INTERNAL_ERROR',
        context: { event: 'odd' },
        exception: { type: 'string', message: 'thrown as a string' },
      },
      {
        timestamp: isoTime,
        level: 'WARNING',
        message: 'not yours',
        error_code: 'RESOURCE_NOT_FOUND',
        context: { user_id: 7, request_id: 'req-2' },
      },
      {
        timestamp: isoTime,
        level: 'INFO',
        event_type: 'order_created',
        context: { user_id: 7, order_id: 3, token: '[masked]' },
      },
    ]);
  },
);

test('a line is as long as we like, not as whoever sends a request likes', { timeout: 60_000 }, () => {
  const lines = linesOf(`
    const long = 'x'.repeat(100_000);
    logWarning(long, { path: long, details: { resource_id: long } });
    logError(new Error(long, { cause: new Error(long) }), { path: long });
    logError(long, { event: 'odd' });
    logEvent('mail_sent', { to: [long] });
  `);
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(JSON.stringify(line).length).toBeLessThan(35_000);
  expect(lines[0]?.message).toBe(`${'x'.repeat(2_000)}…`);
});

test.each([
  ['card_number', '****'],
  ['cardNumber', '****'],
  ['Card-Number', '****'],
  ['cvv', '***'],
  ['CVC', '***'],
  ['password', '[masked]'],
  ['current_password', '[masked]'],
  ['passwordHash', '[masked]'],
  ['access_token', '[masked]'],
  ['Cookie', '[masked]'],
  ['set-cookie', '[masked]'],
  ['Authorization', '[masked]'],
  ['webhook-signature', '[masked]'],
  ['client_secret', '[masked]'],
  ['apiKey', '[masked]'],
  ['hash', '[masked]'],
])('%s is masked wherever it stands', (key, mask) => {
  const secret = 'open sesame';
  const seen = masked({ [key]: secret, list: [{ deep: { [key]: { inner: secret } } }], kept: 1 });
  expect(seen).toEqual({ [key]: mask, list: [{ deep: { [key]: mask } }], kept: 1 });
});

test('what is kept is kept whole', () => {
  const note = 'x'.repeat(100_000);
  expect(masked({ note })).toEqual({ note });
});

test('what cannot be written as JSON is written so that it can', () => {
  const circle: Record<string, unknown> = { order_id: 7 };
  circle.self = circle;
  const seen = masked({ circle, big: 12n, at: new Date(0), raw: new Uint8Array(3), none: undefined });
  expect(JSON.stringify(seen)).toContain('"self":"[deep]"');
  expect(seen).toMatchObject({ big: '12', at: '1970-01-01T00:00:00.000Z', raw: '[3 bytes]' });
});
