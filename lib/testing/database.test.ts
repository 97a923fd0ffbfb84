import { expect, test } from 'vitest';
import { database } from '../db';
import { atOnce, outcomes, userCtx } from './database';
import { createDistributor, createPlan, createTeam, createUser } from './factories';

test('a test file begins with an empty database', async () => {
  expect(await database().user.count()).toBe(0);
});

test('a user that was written is read again', async () => {
  const user = await createUser({ name: 'Ada' });
  const read = await userCtx(user).db.user.findUniqueOrThrow({ where: { id: user.id } });
  expect(read).toEqual(user);
});

test('factories never make the same row twice', async () => {
  const made = [await createDistributor(), await createDistributor()];
  expect(new Set(made.map((one) => one.distributor.slug)).size).toBe(2);
  expect(await createPlan()).toMatchObject({ isActive: true });
  expect(await createTeam({ capacity: 2 })).toMatchObject({ capacity: 2, seatsTaken: 0 });
});

test('racers have a connection each', async () => {
  const backend = () =>
    database().$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid, pg_sleep(0.1)::text`;
  const { values, errors } = outcomes(await atOnce(40, backend));
  expect(errors).toEqual([]);
  expect(new Set(values.map(([row]) => row?.pid)).size).toBe(40);
});

test('what a racer threw is told', async () => {
  const work = (index: number) => (index === 1 ? Promise.reject(new Error('late')) : Promise.resolve(index));
  expect(outcomes(await atOnce(3, work))).toEqual({ values: [0, 2], errors: [new Error('late')] });
});
