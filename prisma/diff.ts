import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { everything, schemaEngine } from './engine';
import { migrationsFolder } from './migrations-on-disk';
import { presentSchema, snapshotFile } from './schema-snapshot';

// Comparing two schemas needs no database, but the engine asks one for its version first: this answers for it.
const offline: SqlMigrationAwareDriverAdapterFactory = {
  provider: 'postgres',
  adapterName: 'offline',
  connectToShadowDb: () => offline.connect(),
  connect: async () => ({
    provider: 'postgres',
    adapterName: 'offline',
    queryRaw: async () => ({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 15', 150_000]],
    }),
    executeRaw: () => Promise.reject(new Error('a comparison of schemas writes nothing')),
    executeScript: () => Promise.reject(new Error('a comparison of schemas writes nothing')),
    startTransaction: () => Promise.reject(new Error('a comparison of schemas writes nothing')),
    dispose: async () => undefined,
  }),
};

async function sqlBetween(before: string | undefined, after: string): Promise<string> {
  const asFile = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  });
  const engine = await schemaEngine(offline);
  try {
    const from = before === undefined ? { tag: 'empty' as const } : asFile(before);
    return (
      (await engine.diff({ from, to: asFile(after), script: true, exitCode: null, filters: everything }))
        .stdout ?? ''
    );
  } finally {
    engine.free();
  }
}

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Give the migration a name in snake_case: npm run migration -- add_plan_colour');
  process.exit(1);
}
const after = presentSchema();
const sql = await sqlBetween(
  existsSync(snapshotFile) ? readFileSync(snapshotFile, 'utf8') : undefined,
  after,
);
const empty = sql.trim() === '' || sql.includes('This is an empty migration');
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = join(migrationsFolder, `${stamp}_${name}`);
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'migration.sql'),
  empty ? '-- The models did not change: write the SQL here.\n' : sql,
);
writeFileSync(snapshotFile, after);
console.log(
  `Wrote prisma/migrations/${stamp}_${name}/migration.sql${empty ? ' (empty: the models did not change)' : ''}. Add what models cannot say (CHECK, EXCLUDE, COLLATE), then run the migration.`,
);
