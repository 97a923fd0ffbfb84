import { expect, test } from 'vitest';
import { database } from './db';
import { countGuess } from './members/count-guess';
import { countAttempt, forgiveAttempt, networkOf } from './rate-limit';
import { atOnce, outcomes, publicCtx } from './testing/database';
import { unique } from './testing/factories';

test('of many attempts at once exactly as many pass as are allowed; the others are told how long to wait', async () => {
  const who = unique('ip');
  const { values, errors } = outcomes(await atOnce(30, () => countAttempt('test', who, 7, 60)));
  expect(values).toHaveLength(7);
  for (const error of errors) {
    expect(error).toMatchObject({ errorCode: 'RATE_LIMITED', httpStatus: 429 });
    const { retryAfter } = error as { retryAfter: number };
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect(retryAfter).toBeLessThanOrEqual(60);
  }
});

test('everybody and everything is counted apart', async () => {
  const who = unique('ip');
  await countAttempt('test', who, 1, 60);
  await expect(countAttempt('test', who, 1, 60)).rejects.toMatchObject({ errorCode: 'RATE_LIMITED' });
  await expect(countAttempt('test', unique('ip'), 1, 60)).resolves.toBeUndefined();
  await expect(countAttempt('other', who, 1, 60)).resolves.toBeUndefined();
});

test('the time over, one may try again', async () => {
  const who = unique('ip');
  await countAttempt('test', who, 1, 60);
  await database().$executeRaw`UPDATE rate_limits SET expire = expire - 60000 WHERE key LIKE ${`%${who}`}`;
  await expect(countAttempt('test', who, 1, 60)).resolves.toBeUndefined();
});

test('an attempt that turned out well is taken back', async () => {
  const who = unique('ip');
  for (let i = 0; i < 5; i += 1) {
    await countAttempt('test', who, 2, 60);
    await forgiveAttempt('test', who, 2, 60);
  }
  await countAttempt('test', who, 2, 60);
  await countAttempt('test', who, 2, 60);
  await expect(countAttempt('test', who, 2, 60)).rejects.toMatchObject({ errorCode: 'RATE_LIMITED' });
});

test.each([
  ['203.0.113.5', '203.0.113.5'],
  ['2001:db8:1:2::7', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '::1'],
  ['::ffff:203.0.113.5', '::ffff:203.0.113.5'],
  ['unknown', 'unknown'],
])('%s stands for %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});

test('who has a whole network is one that asks, and its neighbour is another', async () => {
  const network = `2001:db8:${(Date.now() % 65_536).toString(16)}`;
  const look = (host: string) => countGuess(publicCtx(`${network}:${host}`));
  for (let host = 1; host <= 20; host += 1) await look(`1::${host}`);
  await expect(look('1::beef')).rejects.toMatchObject({ errorCode: 'RATE_LIMITED' });
  await expect(look('2::1')).resolves.toBeUndefined();
});
