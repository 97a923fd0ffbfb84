import { expect, test } from 'vitest';
import { z } from 'zod';
import { recordAudit } from './audit';
import type { Ctx, Tx } from './context';
import { database, Prisma } from './db';
import { ConflictError } from './errors';
import { defineFact, enqueue } from './queue';
import { atOnce, outcomes, testCtx, userCtx } from './testing/database';
import { createTeam, createUser, unique } from './testing/factories';
import { inTransaction, oneStatement } from './transaction';

const teamSeen = defineFact('members.team-seen', z.object({ team_id: z.number() }));
const audit = (tx: Tx, id: number) =>
  recordAudit(tx, { action: 'members.create-team', entity: 'team', entityId: id });
const nameOf = async (id: number) => (await database().team.findUniqueOrThrow({ where: { id } })).name;
const rename = (tx: Tx, id: number, name: string) => tx.db.team.update({ where: { id }, data: { name } });
const jobsOf = (id: number) =>
  database().$queryRaw`SELECT task FROM graphile_worker._private_jobs AS job
    JOIN graphile_worker._private_tasks AS t ON t.id = job.task_id, LATERAL (SELECT t.identifier AS task) AS named
    WHERE job.payload ->> 'team_id' = ${String(id)}`;
const auditsOf = (id: number) =>
  database().auditEntry.count({ where: { entity: 'team', entityId: String(id) } });

test('what was done, who did it and what follows are committed together or not at all', async () => {
  const team = await createTeam();
  const write = (ctx: Ctx, end: () => void) =>
    inTransaction(ctx, async (tx) => {
      await rename(tx, team.id, 'renamed');
      await audit(tx, team.id);
      await enqueue(tx, teamSeen, { team_id: team.id });
      end();
    });
  const failing = write(testCtx(), () => {
    throw new Error('at the very end');
  });
  await expect(failing).rejects.toThrow('at the very end');
  expect([await nameOf(team.id), await auditsOf(team.id), await jobsOf(team.id)]).toEqual([team.name, 0, []]);
  await write(testCtx(), () => undefined);
  expect([await nameOf(team.id), await auditsOf(team.id), await jobsOf(team.id)]).toEqual([
    'renamed',
    1,
    [{ task: 'members.team-seen' }],
  ]);
});

test('a verb called inside another one joins its transaction', async () => {
  const team = await createTeam();
  const inner = (ctx: Ctx) => inTransaction(ctx, (tx) => rename(tx, team.id, 'inner'));
  await expect(
    inTransaction(testCtx(), async (tx) => {
      await inner(tx);
      expect(await inTransaction(tx, (same) => Promise.resolve(same))).toBe(tx);
      throw new Error('the outer one fails');
    }),
  ).rejects.toThrow('the outer one fails');
  expect(await nameOf(team.id)).toBe(team.name);
});

test('a deadlock is tried again until both are done', async () => {
  const [a, b] = [await createTeam(), await createTeam()];
  const attempts = [0, 0];
  const swap = (i: number) =>
    inTransaction(testCtx(), async (tx) => {
      attempts[i]! += 1;
      const [first, second] = i === 0 ? [a, b] : [b, a];
      await tx.db.team.update({ where: { id: first.id }, data: { capacity: { increment: 1 } } });
      // Only the first time: each waits until the other one holds what it wants next.
      if (attempts[i] === 1) await new Promise((resolve) => setTimeout(resolve, 300));
      await tx.db.team.update({ where: { id: second.id }, data: { capacity: { increment: 1 } } });
    });
  expect(outcomes(await atOnce(2, swap)).errors).toEqual([]);
  expect(Math.max(...attempts)).toBeGreaterThan(1);
  const capacities = await database().team.findMany({
    where: { id: { in: [a.id, b.id] } },
    select: { capacity: true },
  });
  expect(capacities).toEqual([{ capacity: a.capacity + 2 }, { capacity: b.capacity + 2 }]);
});

test('what is no deadlock is not tried again', async () => {
  let attempts = 0;
  const work = inTransaction(testCtx(), async (tx) => {
    attempts += 1;
    await tx.db.$queryRaw`SELECT 1 / 0`;
  });
  await expect(work).rejects.toThrow(/zero/);
  expect(attempts).toBe(1);
});

/** Makes a team under a key; `held` is awaited in the middle. */
const make = (ctx: Ctx, input: { name: string }, held?: Promise<unknown>) =>
  inTransaction(
    ctx,
    async (tx) => {
      const team = await tx.db.team.create({ data: { ...input, accountId: unique('account'), capacity: 1 } });
      await held;
      if (input.name === 'refused') throw new ConflictError('no', { errorCode: 'EMAIL_TAKEN' });
      await audit(tx, team.id);
      return { id: team.id };
    },
    { verb: 'members.create-team', input },
  );

test('the same request under the same key is done once and answered alike', async () => {
  const user = await createUser({ role: 'ADMIN' });
  const [name, key] = [unique('once'), unique('key')];
  const first = await make(userCtx(user, key), { name });
  expect(await make(userCtx(user, key), { name })).toEqual(first);
  expect(await database().team.count({ where: { name } })).toBe(1);
  // Another key, another person, or none: another request.
  const stranger = await createUser({ role: 'ADMIN' });
  for (const ctx of [userCtx(user, unique('key')), userCtx(stranger, key), userCtx(user)])
    expect(await make(ctx, { name })).not.toEqual(first);
});

test('another request under the same key is refused', async () => {
  const user = await createUser({ role: 'ADMIN' });
  const key = unique('key');
  await make(userCtx(user, key), { name: unique('one') });
  const other = { name: unique('other') };
  await expect(make(userCtx(user, key), other)).rejects.toMatchObject({
    errorCode: 'IDEMPOTENCY_KEY_REUSED',
    httpStatus: 422,
  });
  expect(await database().team.count({ where: other })).toBe(0);
});

test('while the first one is running, a second one is told so at once; afterwards it gets the answer', async () => {
  const user = await createUser({ role: 'ADMIN' });
  const [name, key] = [unique('slow'), unique('key')];
  let release: (value?: unknown) => void = () => undefined;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  const first = make(userCtx(user, key), { name }, held);
  await expect
    .poll(async () => {
      const [{ locks } = { locks: 0n }] = await database().$queryRaw<{ locks: bigint }[]>`
        SELECT count(*) AS locks FROM pg_locks WHERE locktype = 'advisory'
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      return locks;
    })
    .toBe(1n);
  await expect(make(userCtx(user, key), { name })).rejects.toMatchObject({
    errorCode: 'DUPLICATE_REQUEST',
    httpStatus: 409,
  });
  release();
  const answer = await first;
  expect(await make(userCtx(user, key), { name })).toEqual(answer);
});

test('of twenty copies at once one is done; the others get its answer or are told that it is running', async () => {
  const user = await createUser({ role: 'ADMIN' });
  const [name, key] = [unique('racer'), unique('key')];
  const { values, errors } = outcomes(await atOnce(20, () => make(userCtx(user, key), { name })));
  expect(await database().team.count({ where: { name } })).toBe(1);
  expect(values.length).toBeGreaterThan(0);
  expect(new Set(values.map(({ id }) => id)).size).toBe(1);
  for (const error of errors) expect(error).toMatchObject({ errorCode: 'DUPLICATE_REQUEST' });
});

test('a refusal is not kept: the same key may succeed later', async () => {
  const user = await createUser({ role: 'ADMIN' });
  const key = unique('key');
  await expect(make(userCtx(user, key), { name: 'refused' })).rejects.toMatchObject({
    errorCode: 'EMAIL_TAKEN',
  });
  expect(await database().idempotencyKey.count({ where: { key } })).toBe(0);
  expect(await make(userCtx(user, key), { name: unique('later') })).toMatchObject({
    id: expect.any(Number) as number,
  });
});

type Statement = [facts: Parameters<typeof oneStatement>[1], ctes: Prisma.Sql];

/** Takes a seat, if there is one, and announces it. */
function seat(teamId: number, when = Prisma.sql`true`): Statement {
  const after = Prisma.sql`jsonb_build_object('seats_taken', seats_taken)`;
  const payload = Prisma.sql`json_build_object('team_id', id)`;
  return [
    {
      audit: { action: 'members.create-team', entity: 'team', entityId: 'id', after },
      facts: [{ fact: teamSeen, payload, when }],
    },
    Prisma.sql`result AS (
      UPDATE teams SET seats_taken = seats_taken + 1 WHERE id = ${teamId} AND seats_taken < capacity
      RETURNING id, seats_taken)`,
  ];
}

test('one statement writes the row, its audit row and its job, and answers the row', async () => {
  const team = await createTeam({ capacity: 1 });
  const admin = await createUser({ role: 'ADMIN' });
  const ctx = userCtx(admin);
  expect(await oneStatement(ctx, ...seat(team.id))).toEqual([{ id: team.id, seats_taken: 1 }]);
  const [row] = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect(row).toMatchObject({
    actor: `user:${admin.id}`,
    userId: admin.id,
    action: 'members.create-team',
    entity: 'team',
    entityId: String(team.id),
    after: { seats_taken: 1 },
  });
  expect(await jobsOf(team.id)).toEqual([{ task: 'members.team-seen' }]);
});

test('where nothing was written, nothing is said about it', async () => {
  const team = await createTeam({ capacity: 1, seatsTaken: 1 });
  expect(await oneStatement(testCtx(), ...seat(team.id))).toEqual([]);
  expect([await auditsOf(team.id), await jobsOf(team.id)]).toEqual([0, []]);
});

test('a job that is not due is not added', async () => {
  const team = await createTeam();
  expect(await oneStatement(testCtx(), ...seat(team.id, Prisma.sql`seats_taken > 1`))).toHaveLength(1);
  expect([await auditsOf(team.id), await jobsOf(team.id)]).toEqual([1, []]);
});

test('inside a transaction the statement is part of it', async () => {
  const team = await createTeam();
  await expect(
    inTransaction(testCtx(), async (tx) => {
      await oneStatement(tx, ...seat(team.id));
      throw new Error('afterwards');
    }),
  ).rejects.toThrow('afterwards');
  const { seatsTaken } = await database().team.findUniqueOrThrow({ where: { id: team.id } });
  expect([seatsTaken, await auditsOf(team.id), await jobsOf(team.id)]).toEqual([0, 0, []]);
});

test('a statement that lost a job does not commit', async () => {
  const team = await createTeam();
  await database().$executeRaw`CREATE SEQUENCE fickle`;
  // True for whoever asks first and false for the next: the job is due, but not added, or the other way round.
  const fickle = Prisma.sql`nextval('fickle') % 2 = 1`;
  await expect(oneStatement(testCtx(), ...seat(team.id, fickle))).rejects.toThrow(/zero/);
  const { seatsTaken } = await database().team.findUniqueOrThrow({ where: { id: team.id } });
  expect([seatsTaken, await auditsOf(team.id), await jobsOf(team.id)]).toEqual([0, 0, []]);
});

test('a statement that lost its audit row does not commit', async () => {
  const team = await createTeam();
  const ctx = testCtx();
  await database().$executeRawUnsafe(`
    CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`);
  await database().$executeRawUnsafe(`
    CREATE TRIGGER swallow BEFORE INSERT ON audit_log FOR EACH ROW
    WHEN (NEW.request_id = '${ctx.requestId}') EXECUTE FUNCTION swallow()`);
  await expect(oneStatement(ctx, ...seat(team.id))).rejects.toThrow(/zero/);
  expect(await oneStatement(testCtx(), ...seat(team.id))).toEqual([{ id: team.id, seats_taken: 1 }]);
});

test('a statement that does several things tells of each', async () => {
  const teams = [await createTeam(), await createTeam()];
  const ids = teams.map(({ id }) => id);
  const [facts] = seat(0);
  const rows = await oneStatement<{ id: number }>(
    testCtx(),
    facts,
    Prisma.sql`result AS (UPDATE teams SET seats_taken = 1 WHERE id = ANY(${ids}) RETURNING id, seats_taken)`,
  );
  expect(rows.map(({ id }) => id).sort((a, b) => a - b)).toEqual(ids);
  for (const id of ids)
    expect([await auditsOf(id), await jobsOf(id)]).toEqual([1, [{ task: 'members.team-seen' }]]);
});

test('seats are never given twice, however many ask', async () => {
  const team = await createTeam({ capacity: 5 });
  const { values, errors } = outcomes(await atOnce(30, () => oneStatement(testCtx(), ...seat(team.id))));
  expect(errors).toEqual([]);
  expect(values.filter((rows) => rows.length === 1)).toHaveLength(5);
  expect(await auditsOf(team.id)).toBe(5);
  expect(await jobsOf(team.id)).toHaveLength(5);
});
