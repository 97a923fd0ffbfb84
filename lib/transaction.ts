import { createHash } from 'node:crypto';
import { auditActor } from './audit';
import type { Ctx, Tx } from './context';
import { actorName } from './context';
import { database, Prisma } from './db';
import { databaseCodes } from './database-errors';
import { ConflictError, DuplicateRequestError } from './errors';
import { addJobSql, type Job } from './queue';
import type { Right } from './permissions';

/** Far above the pool's statement_timeout: a COMMIT that outlasts this limit would take the process with it. */
const TRANSACTION_LIMIT_MS = 60_000;
const ATTEMPTS = 4;
/** Deadlock and serialisation failure: PostgreSQL undid one of two transactions, which may simply run again. */
const AGAIN = new Set(['40P01', '40001', 'P2034']);

type Once = { verb: Right; input: unknown };

/**
 * Runs `work` in one transaction: throw to roll back, return to commit. Inside another transaction it joins that one.
 * A deadlock is tried again, at most three times, so `work` must not reach outside the database.
 * @param once makes the write repeatable under the caller's idempotency key: the stored answer is returned instead of
 *   doing it twice. Answers must be plain JSON values.
 * @throws ConflictError DUPLICATE_REQUEST while the first request runs; IDEMPOTENCY_KEY_REUSED when the input differs
 */
export async function inTransaction<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>, once?: Once): Promise<T> {
  if (ctx.transaction) return work(ctx as Tx);
  return untilUndisturbed(() =>
    database().$transaction(
      (db) => {
        const tx: Tx = { ...ctx, db, transaction: true };
        return once && ctx.idempotencyKey ? doOnce(tx, ctx.idempotencyKey, once, work) : work(tx);
      },
      { maxWait: 5_000, timeout: TRANSACTION_LIMIT_MS },
    ),
  );
}

async function untilUndisturbed<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !databaseCodes(error).some((code) => AGAIN.has(code))) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

async function doOnce<T>(
  tx: Tx,
  key: string,
  { verb, input }: Once,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const actor = actorName(tx.actor);
  const inputHash = createHash('sha256')
    .update(JSON.stringify([verb, input]))
    .digest('hex');
  // The lock tells "still running" from "done"; an insert alone would wait for the other transaction.
  const [lock] = await tx.db.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`${actor}/${key}`}, 0)) AS taken`;
  if (!lock?.taken) throw new DuplicateRequestError();
  const inserted = await tx.db.$executeRaw`
    INSERT INTO idempotency_keys (actor, key, verb, input_hash) VALUES (${actor}, ${key}, ${verb}, ${inputHash})
    ON CONFLICT DO NOTHING`;
  const where = { actor_key: { actor, key } };
  if (inserted === 0) {
    const kept = await tx.db.idempotencyKey.findUniqueOrThrow({ where });
    if (kept.inputHash === inputHash) return kept.answer as T;
    throw new ConflictError('key used for another request', {
      errorCode: 'IDEMPOTENCY_KEY_REUSED',
    });
  }
  const answer = await work(tx);
  await tx.db.idempotencyKey.update({
    where,
    data: { answer: answer as Prisma.InputJsonValue },
    select: { key: true },
  });
  return answer;
}

type StatementFacts = {
  /** `entityId` names a column of the CTE `result`; `after` is SQL for a jsonb over its columns. */
  audit: { action: Right; entity: string; entityId: string; after?: Prisma.Sql };
  /** Jobs to add when `result` has a row. `payload` is SQL for a json over the columns of `result`. */
  facts?: { fact: Job; payload: Prisma.Sql; when?: Prisma.Sql }[];
};

/**
 * A hot verb as one SQL statement. `ctes` is a list of common table expressions (without WITH). The one named `result`
 * holds a row for each thing that was written, none when the write did not take place; the same statement writes an audit
 * row and the jobs for each of them.
 * @returns the rows of `result`
 */
export async function oneStatement<Row extends object>(
  ctx: Ctx,
  { audit, facts = [] }: StatementFacts,
  ctes: Prisma.Sql,
) {
  const who = auditActor(ctx);
  const entityId = Prisma.raw(`"${audit.entityId}"`);
  const jobs = facts.map(({ fact, payload, when }, index) => {
    const name = Prisma.raw(`job_${index}`);
    const condition = when ?? Prisma.sql`true`;
    return {
      cte: Prisma.sql`, ${name} AS (SELECT (${addJobSql(fact.name, payload)}).id FROM result WHERE ${condition})`,
      due: Prisma.sql`(SELECT count(*) FROM result WHERE ${condition})`,
      // A volatile SELECT in a WITH runs only as far as the outer query reads it, so it is read here.
      done: Prisma.sql`(SELECT count(id) FROM ${name})`,
    };
  });
  const sum = (parts: Prisma.Sql[]) => (parts.length ? Prisma.join(parts, ' + ') : Prisma.sql`0`);
  const statement = Prisma.sql`
    WITH ${ctes},
    audited AS (
      INSERT INTO audit_log (actor, as_system, user_id, action, entity, entity_id, after, request_id)
      SELECT ${who.actor}, ${who.asSystem}, ${who.userId}::int, ${audit.action}, ${audit.entity}, ${entityId}::text,
        ${audit.after ?? Prisma.sql`NULL::jsonb`}, ${who.requestId} FROM result RETURNING id)
    ${
      jobs.length
        ? Prisma.join(
            jobs.map((job) => job.cte),
            '',
          )
        : Prisma.empty
    },
    written AS (
      SELECT (${sum(jobs.map((job) => job.due))}) AS due, (${sum(jobs.map((job) => job.done))}) AS done,
        (SELECT count(*) FROM result) = (SELECT count(id) FROM audited) AS audited)
    -- Dividing by zero is how a plain statement refuses to commit without its jobs and its audit row.
    SELECT result.*, 1 / (due = done AND audited)::int AS complete FROM result, written`;
  const run = () => ctx.db.$queryRaw<(Row & { complete: number })[]>(statement);
  const rows = ctx.transaction ? await run() : await untilUndisturbed(run);
  return rows.map(({ complete: _, ...row }) => row as unknown as Row);
}
