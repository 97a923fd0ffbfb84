import { expect, test } from 'vitest';
import { businessDay, businessTimeZone } from './clock';
import { database } from './db';

test('the day changes at midnight of the business, wherever the server stands', () => {
  expect(businessTimeZone()).toBe('Asia/Shanghai');
  expect(businessDay(new Date('2026-03-31T15:59:59.999Z'))).toBe('2026-03-31');
  expect(businessDay(new Date('2026-03-31T16:00:00.000Z'))).toBe('2026-04-01');
  expect(businessDay(new Date('2026-12-31T16:00:00.000Z'))).toBe('2027-01-01');
});

test('the database reckons the same day', async () => {
  for (const moment of ['2026-03-31T15:59:59Z', '2026-03-31T16:00:00Z', '2024-02-29T20:00:00Z'].map(
    (at) => new Date(at),
  )) {
    const [row] = await database().$queryRaw<{ day: string }[]>`
      SELECT to_char(${moment}::timestamptz AT TIME ZONE ${businessTimeZone()}, 'YYYY-MM-DD') AS day`;
    expect(row?.day).toBe(businessDay(moment));
  }
});
