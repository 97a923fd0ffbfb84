import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';

export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));
const SCRIPT = 'migration.sql';

/** Every `<timestamp>_<name>/migration.sql`, or `only` some, oldest first, in the shape the engine reads. */
export function migrationsOnDisk(only?: string[]): MigrationList {
  const names = existsSync(migrationsFolder) ? readdirSync(migrationsFolder, { withFileTypes: true }) : [];
  const migrationDirectories = names
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => !only || only.includes(name))
    .sort()
    .map((path) => ({
      path,
      migrationFile: {
        path: SCRIPT,
        content: { tag: 'ok' as const, value: readFileSync(join(migrationsFolder, path, SCRIPT), 'utf8') },
      },
    }));
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}
