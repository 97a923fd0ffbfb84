import { expect, it } from 'vitest';
import { readable } from './log-lines.mjs';

it('says an event in one line, with the time first', () => {
  const line = JSON.stringify({
    level: 'INFO',
    timestamp: '2026-05-04T10:11:12.345Z',
    event_type: 'order_created',
    context: { order_no: 'ORD2026', codes: 3 },
  });
  expect(readable('web', line)).toBe('10:11:12 web    order_created order_no=ORD2026 codes=3');
});

it('shows how bad it is, and where in our own code it broke', () => {
  const line = JSON.stringify({
    level: 'ERROR',
    timestamp: '2026-05-04T10:11:12.345Z',
    message: 'broken',
    error_code: 'INTERNAL_ERROR',
    exception: {
      traceback:
        'Error: broken\n    at pg (/srv/tributary/node_modules/pg/client.js:1:2)\n    at x (/srv/tributary/lib/x.ts:3:4)\n    at node:events:5',
    },
  });
  expect(readable('worker', line)).toBe(
    '10:11:12 worker ERROR broken INTERNAL_ERROR\n         at x (/srv/tributary/lib/x.ts:3:4)',
  );
});

it('tells a terminal nothing but words', () => {
  const line = JSON.stringify({ level: 'WARNING', message: 'unexpected \u001b[2J\u009b1m in JSON' });
  for (const said of [readable('web', line), readable('web', 'Error: \u001b[2J\u0007')])
    expect(said).not.toMatch(/[^\P{Cc}\n]/u);
});

it.each(['plain words', '{ not json', ''])('leaves %j as it is', (line) => {
  expect(readable('web', line)).toBe(`web    ${line}`);
});
