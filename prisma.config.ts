import { defineConfig } from 'prisma/config';

// `prisma generate` looks for a native schema engine it never runs; any existing file ends the search and saves a download.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
});
