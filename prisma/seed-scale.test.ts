import { expect, test } from 'vitest';
import { database } from '../lib/db';
import { expectDataClean } from '../lib/monitoring/verify-data';
import { testCtx } from '../lib/testing/database';
import { createDistributor } from '../lib/testing/factories';
import { addScale, countScale } from './seed-scale';

test('thousands of codes are added with customers in every state, and nothing about them is wrong', async () => {
  const { id } = await createDistributor();
  const ctx = testCtx();
  const seen: number[] = [];
  expect(
    await addScale(ctx, { distributorId: id, codes: 5_000, onProgress: (done) => seen.push(done) }),
  ).toBe(5_000);
  await expectDataClean(ctx);
  expect(seen).toHaveLength(10);
  expect(await database().redeemCode.count({ where: { createdBy: id } })).toBe(5_000);
  expect(await countScale(ctx, id)).toBe(5_000);
  // Interrupted and begun again, it adds what is lacking.
  await addScale(ctx, { distributorId: id, codes: 5_300, present: 5_000, invitations: 0 });
  expect(await database().redeemCode.count({ where: { createdBy: id } })).toBe(5_300);
  await expectDataClean(ctx);
  const states = await database().$queryRaw<{ state: string; count: number }[]>`
    SELECT coalesce(end_reason::text, CASE WHEN accepted_at IS NULL THEN status::text ELSE 'JOINED' END) AS state, count(*)::int
    FROM invite_records WHERE distributor_id = ${id} GROUP BY 1 ORDER BY 1`;
  expect(states.map(({ state }) => state)).toEqual([
    'EXPIRED',
    'FAILED',
    'JOINED',
    'PENDING',
    'REMOVED',
    'SUCCESS',
    'WITHDRAWN',
  ]);
}, 60_000);
