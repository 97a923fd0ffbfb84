import { database } from '../db';

/** Counts of attempts and places in a queue: they are written whatever the answer is. */
const UNWATCHED = ['_prisma_migrations', 'rate_limits', 'leases', 'watched_writes'];
/** Notes that somebody is there, which say nothing about what they did. */
const NOTES = ['last_used_at', 'seen_at'];

/**
 * Writes down every row that a committed transaction inserts, changes or deletes, and every job that it adds: by triggers, so
 * that what is rolled back is not there either, and without counting anything.
 */
export async function watchWrites() {
  const db = database();
  await db.$executeRawUnsafe('CREATE TABLE watched_writes (name text NOT NULL, what text NOT NULL)');
  const notes = NOTES.map((column) => `'${column}'`).join(', ');
  await db.$executeRawUnsafe(`
    CREATE FUNCTION watch_write() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP <> 'UPDATE' OR to_jsonb(NEW) - ARRAY[${notes}] <> to_jsonb(OLD) - ARRAY[${notes}] THEN
        INSERT INTO public.watched_writes VALUES (TG_TABLE_NAME, lower(TG_OP));
      END IF;
      RETURN NULL;
    END $$`);
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE (schemaname = 'public' AND NOT tablename = ANY (${UNWATCHED}))
      OR (schemaname = 'graphile_worker' AND tablename = '_private_jobs')`;
  for (const { name } of tables)
    await db.$executeRawUnsafe(`CREATE TRIGGER watch_write AFTER INSERT OR UPDATE OR DELETE ON ${name}
      FOR EACH ROW EXECUTE FUNCTION watch_write()`);
}

/** What was written since this was last asked, as "insert orders". */
export async function writesSince(): Promise<string[]> {
  const rows = await database().$queryRaw<{ name: string; what: string }[]>`
    WITH seen AS (DELETE FROM watched_writes RETURNING name, what) SELECT DISTINCT name, what FROM seen`;
  return rows.map(({ name, what }) => `${what} ${name}`).sort();
}
