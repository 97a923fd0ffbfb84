import { expect, test } from 'vitest';
import { database } from '../db';
import { disableDistributor } from '../distributors/disable-distributor';
import { enableDistributor } from '../distributors/enable-distributor';
import { systemContext } from '../context';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, publicCtx, userCtx } from '../testing/database';
import {
  createCode,
  createDistributor,
  createIssuedCodes,
  createTeam,
  createUser,
  unique,
} from '../testing/factories';
import { redeemCode } from './redeem-code';

const admin = async () => userCtx(await createUser({ role: 'ADMIN' }));
const redeem = (code: string) =>
  redeemCode(publicCtx(), { code, email: `${unique('customer')}@example.com` });

test('codes keep working when only their distributor is disabled, and stop when that is asked', async () => {
  await createTeam();
  const ctx = await admin();
  const { code, distributor } = await createCode({ max_uses: 5 });
  const id = { distributor_id: distributor.id };
  await disableDistributor(ctx, { ...id, stop_codes: false });
  expect(await redeem(code)).toMatchObject({ status: 'invited' });
  await disableDistributor(ctx, { ...id, stop_codes: true });
  await expect(redeem(code)).rejects.toMatchObject({ errorCode: 'CODE_INACTIVE' });
  await enableDistributor(ctx, id);
  expect(await redeem(code)).toMatchObject({ status: 'invited' });
});

test('whoever redeemed before the stop gets the same answer after it', async () => {
  await createTeam();
  const { code, distributor } = await createCode();
  const input = { code, email: `${unique('customer')}@example.com` };
  const first = await redeemCode(publicCtx(), input);
  await disableDistributor(await admin(), { distributor_id: distributor.id, stop_codes: true });
  expect(await redeemCode(publicCtx(), input)).toEqual(first);
});

test('codes that are stopped amid many redemptions are charged for those that went through, and no other', async () => {
  await createTeam({ capacity: 500 });
  const ctx = await admin();
  const { id } = await createDistributor();
  const { codes } = await createIssuedCodes(id, { count: 60, max_uses: 1 });
  let stopped = false;
  const race = await atOnce(codes.length, async (index) => {
    if (index === 20) {
      await disableDistributor(ctx, { distributor_id: id, stop_codes: true });
      stopped = true;
      return null;
    }
    const late = stopped;
    return { late, answer: await redeem(codes[index]!.code) };
  });
  const { values, errors } = outcomes(race);
  const done = values.filter((value) => value !== null);
  expect(done.filter(({ late }) => late)).toEqual([]);
  for (const error of errors) expect(error).toMatchObject({ errorCode: 'CODE_INACTIVE' });
  expect(await database().inviteRecord.count({ where: { distributorId: id } })).toBe(done.length);
  await expectDataClean(systemContext('test'));
});
