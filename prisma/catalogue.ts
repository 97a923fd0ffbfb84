import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { databaseProblem } from './database-problem';
import { migrate } from './migrate';

export const catalogueFile = fileURLToPath(new URL('./catalogue.txt', import.meta.url));

// One line for each thing PostgreSQL enforces or stores, worded by PostgreSQL itself. What differs between its versions 15 to 18
// is left out: there, a NOT NULL is listed as a constraint as well from 18 on.
const LINES = `
  WITH ours AS (
    SELECT c.oid, c.relname FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations')
  SELECT 'enum ' || t.typname || ': ' || string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname
  UNION ALL
  SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'plpgsql'
  UNION ALL
  SELECT 'function ' || oid::regprocedure || ': ' || prosrc FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  UNION ALL
  SELECT 'trigger ' || o.relname || ': ' || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN ours o ON o.oid = t.tgrelid WHERE NOT t.tgisinternal
  UNION ALL
  SELECT 'table ' || o.relname || ' with ' || array_to_string(c.reloptions, ', ') FROM ours o JOIN pg_class c USING (oid) WHERE c.reloptions IS NOT NULL
  UNION ALL
  SELECT 'column ' || o.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
         || CASE WHEN a.attcollation <> t.typcollation THEN ' collate ' || a.attcollation::regcollation ELSE '' END
         || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
         || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
         || CASE a.attidentity WHEN '' THEN '' ELSE ' identity' END || CASE a.attgenerated WHEN '' THEN '' ELSE ' generated' END
         || CASE WHEN a.attstorage <> t.typstorage THEN ' storage ' || a.attstorage::text ELSE '' END
    FROM ours o JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = o.oid AND d.adnum = a.attnum
  UNION ALL
  SELECT 'constraint ' || o.relname || '.' || k.conname || ' ' || pg_get_constraintdef(k.oid)
    FROM ours o JOIN pg_constraint k ON k.conrelid = o.oid WHERE k.contype <> 'n'
  UNION ALL
  SELECT 'index ' || o.relname || ': ' || pg_get_indexdef(i.indexrelid)
    FROM ours o JOIN pg_index i ON i.indrelid = o.oid
   WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid)`;

/** What the database consists of, line by line in a stable order. */
export async function catalogueOf(databaseUrl: string): Promise<string> {
  return onDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ line: string }>(
      `SELECT regexp_replace(line, '\\s+', ' ', 'g') AS line FROM (${LINES}) AS lines (line) ORDER BY line COLLATE "C"`,
    );
    return rows.map(({ line }) => `${line}\n`).join('');
  });
}

async function onDatabase<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function writeCatalogue(databaseUrl: string) {
  const name = `tributary_catalogue_${process.pid}`;
  await onDatabase(databaseUrl, async (client) => {
    await client.query(`CREATE DATABASE ${name}`);
    try {
      const fresh = new URL(databaseUrl);
      fresh.pathname = `/${name}`;
      await migrate(fresh.href);
      writeFileSync(catalogueFile, await catalogueOf(fresh.href));
    } finally {
      await client.query(`DROP DATABASE ${name}`);
    }
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const url = process.env.DATABASE_URL ?? '';
  try {
    await writeCatalogue(url);
    console.log('Wrote prisma/catalogue.txt from a freshly migrated database.');
    process.exit(0); // the migration engine leaves a ten-second timer behind
  } catch (error) {
    console.error(`The catalogue was not written: ${databaseProblem(url, error)}`);
    process.exit(1);
  }
}
