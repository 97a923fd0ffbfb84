import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrationsFolder } from './migrations-on-disk';

/** The schema as the newest migration left it, committed beside the migrations: comparing needs no git history and no database. */
export const snapshotFile = join(migrationsFolder, 'schema.snapshot');

const schemaFolder = fileURLToPath(new URL('./schema', import.meta.url));

/** The schema as it is now, all files in one text. */
export function presentSchema(): string {
  const files = readdirSync(schemaFolder)
    .filter((file) => file.endsWith('.prisma'))
    .sort();
  return files.map((file) => readFileSync(join(schemaFolder, file), 'utf8').trim()).join('\n\n') + '\n';
}
