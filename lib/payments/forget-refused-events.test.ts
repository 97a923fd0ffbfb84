import { expect, test } from 'vitest';
import { database } from '../db';
import { testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { forgetRefusedEvents } from './forget-refused-events';

test('what was refused is kept for a week, what was verified for good', async () => {
  await database().$executeRaw`
    INSERT INTO payment_events (provider, event_id, raw_body, verdict, outcome, received_at)
    SELECT 'sandbox', CASE WHEN verdict = 'VERIFIED' THEN gen_random_uuid()::text END, 'x', verdict::event_verdict, NULL,
      now() - make_interval(days => days) - interval '1 minute'
    FROM unnest(ARRAY['VERIFIED', 'BAD_SIGNATURE', 'BAD_TIMESTAMP', 'BAD_BODY']) AS verdict, unnest(ARRAY[6, 7]) AS days`;
  expect(await forgetRefusedEvents(testCtx())).toEqual({ forgotten: 3 });
  const left = await database().paymentEvent.groupBy({
    by: ['verdict'],
    _count: true,
    orderBy: { verdict: 'asc' },
  });
  expect(left.map(({ verdict, _count }) => [verdict, _count])).toEqual([
    ['VERIFIED', 2],
    ['BAD_SIGNATURE', 1],
    ['BAD_TIMESTAMP', 1],
    ['BAD_BODY', 1],
  ]);
  expect(await forgetRefusedEvents(testCtx())).toEqual({ forgotten: 0 });
});

test('only the system forgets', async () => {
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await expect(forgetRefusedEvents(admin)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});
