import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { database, databasePool } from '../db';
import { AppError } from '../errors';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, publicCtx } from '../testing/database';
import { createCode, createIssuedCodes, createTeam, onlyTeams, unique } from '../testing/factories';
import { redeemCode } from './redeem-code';

const address = () => `${unique('customer')}@example.com`;
const redeem = (code: string, email = address()) => redeemCode(publicCtx(), { code, email });
const codesOf = (errors: unknown[]) => [
  ...new Set(errors.map((error) => (error instanceof AppError ? error.errorCode : String(error)))),
];

/** Above fifty copies of one request at once. It is set before the first test, since settings are kept for seconds. */
const setting = { key: 'members.redeem_per_email', value: 60 };

beforeAll(async () => {
  await database().setting.create({ data: setting });
});

afterAll(async () => {
  await database().setting.delete({ where: { key: setting.key } });
});

beforeEach(() => onlyTeams(60));

test('a hundred racers for seven uses: seven get one', async () => {
  await onlyTeams(50, 60);
  const code = await createCode({ max_uses: 7 });
  const { values, errors } = outcomes(await atOnce(100, () => redeem(code.code)));
  expect(values).toHaveLength(7);
  expect(codesOf(errors)).toEqual(['CODE_DEPLETED']);
  await expectDataClean(publicCtx());
});

test('a code with more uses than racers refuses nobody', async () => {
  const code = await createCode({ max_uses: 60 });
  expect(outcomes(await atOnce(50, () => redeem(code.code))).errors).toEqual([]);
  await expectDataClean(publicCtx());
});

test('two hundred racers for the last seats of many teams: every seat is taken once, nobody else is charged', async () => {
  const teams = await onlyTeams(3, 1, 7, 2, 10, 1, 6);
  const full = await createTeam({ capacity: 0 });
  const { codes, order } = await createIssuedCodes((await createCode()).distributor.id, { count: 200 });
  const { values, errors } = outcomes(await atOnce(200, (index) => redeem(codes[index]!.code)));
  expect(values).toHaveLength(30);
  expect(codesOf(errors)).toEqual(['SEATS_EXHAUSTED']);
  const taken = await database().team.findMany({ where: { id: { in: teams.map(({ id }) => id) } } });
  expect(taken.every((team) => team.seatsTaken === team.capacity)).toBe(true);
  expect(values.some((value) => value.team === full.name)).toBe(false);
  const used = await database().redeemCode.aggregate({
    where: { orderId: order.id },
    _sum: { usedCount: true },
  });
  expect(used._sum.usedCount).toBe(30);
  await expectDataClean(publicCtx());
});

test.each([1, 10])(
  'the same code and email fifty times at once is charged once, of %i uses',
  async (uses) => {
    await onlyTeams(50, 50);
    const code = await createCode({ max_uses: uses });
    const email = address();
    const { values, errors } = outcomes(await atOnce(50, () => redeem(code.code, email)));
    expect(errors).toEqual([]);
    expect(new Set(values.map((value) => JSON.stringify(value))).size).toBe(1);
    expect(await database().inviteRecord.count({ where: { email } })).toBe(1);
    expect(await database().redeemCode.findUnique({ where: { id: code.id } })).toMatchObject({
      usedCount: 1,
    });
    await expectDataClean(publicCtx());
  },
);

test('a seat that comes free while the redemption waits for another one is found', async () => {
  const [last, full] = await onlyTeams(1, 1);
  const code = await createCode();
  await database().team.update({ where: { id: full!.id }, data: { seatsTaken: 1 } });
  const other = await databasePool().connect();
  try {
    await other.query('BEGIN');
    await other.query('UPDATE teams SET seats_taken = 1 - seats_taken WHERE id = ANY ($1)', [
      [last!.id, full!.id],
    ]);
    const redeemed = redeem(code.code);
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await other.query(waiting)).rowCount === 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
    await other.query('COMMIT');
    expect((await redeemed).team).toBe(full!.name);
  } finally {
    await other.query('ROLLBACK');
    other.release();
  }
  await database().team.update({ where: { id: last!.id }, data: { seatsTaken: 0 } });
  await expectDataClean(publicCtx());
});

test('a code that cannot be used does not wait for a team', async () => {
  const [team] = await onlyTeams(5);
  const code = await createCode({ is_active: false });
  const other = await databasePool().connect();
  try {
    await other.query('BEGIN');
    await other.query('SELECT FROM teams WHERE id = $1 FOR UPDATE', [team!.id]);
    await expect(redeem(code.code)).rejects.toMatchObject({ errorCode: 'CODE_INACTIVE' });
  } finally {
    await other.query('ROLLBACK');
    other.release();
  }
});
