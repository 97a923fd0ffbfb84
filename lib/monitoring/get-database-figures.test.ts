import { beforeEach, expect, test } from 'vitest';
import { database, databasePool } from '../db';
import { PermissionDeniedError, UnauthenticatedError } from '../errors';
import { publicCtx, userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createUser, unique } from '../testing/factories';
import { createUnpaidOrder } from '../testing/payment-events';
import { getDatabaseFigures } from './get-database-figures';

const figures = async () => getDatabaseFigures(userCtx(await createUser({ role: 'ADMIN' })));

beforeEach(async () => {
  // What other tests have sold.
  await database().$executeRaw`
    UPDATE orders SET created_at = created_at - interval '2 hours', paid_at = paid_at - interval '2 hours'
    WHERE created_at > now() - interval '2 hours' OR paid_at > now() - interval '2 hours'`;
});

test('every table has its dead rows counted by its own name', async () => {
  const found = await figures();
  const names = found.tables.map(({ schema, table }) => `${schema}.${table}`);
  expect(names).toEqual(expect.arrayContaining(['public.orders', 'public.redeem_codes', 'public.audit_log']));
  expect(names.some((name) => name.startsWith('graphile_worker.'))).toBe(true);
  expect(new Set(names).size).toBe(names.length);

  const table = unique('worn').replaceAll('-', '_');
  const connection = await databasePool().connect();
  try {
    await connection.query(`CREATE TABLE ${table} AS SELECT generate_series(1, 100) AS n`);
    await connection.query(`DELETE FROM ${table} WHERE n > 60`);
    // What a session counts is told by the time it has nothing to do; this one says so at once.
    await connection.query('SELECT pg_stat_force_next_flush()');
    await connection.query('SELECT 1');
    const worn = (await figures()).tables.find((one) => one.table === table);
    expect(worn).toMatchObject({ live: 60, dead: 40, dead_share: 0.4, vacuumed_at: null });
  } finally {
    await connection.query(`DROP TABLE IF EXISTS ${table}`);
    connection.release();
  }
});

test('whoever waits for a lock is told with whom they wait for, and a wait is no deadlock', async () => {
  const { id } = await createUser({});
  const [holder, waiter] = [await databasePool().connect(), await databasePool().connect()];
  const before = await figures();
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [id]);
    await waiter.query('BEGIN');
    const pids = await Promise.all(
      [holder, waiter].map(async (one) => {
        const { rows } = await one.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        return rows[0]!.pid;
      }),
    );
    const waiting = waiter.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [id]);
    await expect
      .poll(async () => (await figures()).waits.find(({ pid }) => pid === pids[1]))
      .toMatchObject({
        locktype: 'transactionid',
        blocked_by: [pids[0]],
        seconds: expect.any(Number) as number,
      });
    expect((await figures()).server.deadlocks).toBe(before.server.deadlocks);
    await holder.query('ROLLBACK');
    await waiting;
    expect((await figures()).waits.find(({ pid }) => pid === pids[1])).toBeUndefined();
  } finally {
    for (const one of [holder, waiter]) {
      await one.query('ROLLBACK');
      one.release();
    }
  }
});

test('the orders of the last hour are counted, and timed from payment to completion', async () => {
  const distributor = await createDistributor();
  expect((await figures()).last_hour).toEqual({
    placed: 0,
    paid: 0,
    completed: 0,
    failed: 0,
    p50: null,
    p99: null,
  });
  for (const seconds of [1, 2, 3]) {
    const { order } = await createIssuedCodes(distributor.id);
    // Something else that happened to it later.
    await database().$executeRaw`
      UPDATE orders SET paid_at = now() - interval '10 minutes', updated_at = now(),
        completed_at = now() - interval '10 minutes' + make_interval(secs => ${seconds}::int) WHERE id = ${order.id}`;
  }
  const old = await createIssuedCodes(distributor.id);
  await database().$executeRaw`
    UPDATE orders SET paid_at = now() - interval '61 minutes', created_at = now() - interval '61 minutes' WHERE id = ${old.order.id}`;
  await createUnpaidOrder();
  const { last_hour: hour } = await figures();
  expect(hour).toMatchObject({ placed: 4, paid: 3, completed: 3, failed: 0 });
  expect(hour.p50).toBeCloseTo(2_000, 5);
  expect(hour.p99).toBeCloseTo(2_980, 5);
});

test('it says what the server is', async () => {
  const { server } = await figures();
  expect(server.version).toMatch(/^1\d/);
  expect(server.bytes).toBeGreaterThan(1_000_000);
  expect(server.connections).toBeGreaterThan(0);
  expect(server.most_connections).toBeGreaterThan(server.connections - 1);
});

test('it is for administrators', async () => {
  for (const person of [await createUser({ role: 'OPERATOR' }), await createDistributor()])
    await expect(getDatabaseFigures(userCtx(person))).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(getDatabaseFigures(publicCtx())).rejects.toBeInstanceOf(UnauthenticatedError);
});
