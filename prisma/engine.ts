import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

declare global {
  var PRISMA_WASM_PANIC_REGISTRY: { set_message(message: string): void } | undefined;
}

let instantiated = false;

// The package expects a bundler to import its .wasm file. Node 20 cannot, so its glue is wired by hand.
function instantiate(): void {
  if (instantiated) return;
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/schema_engine\.js$/, 'schema_engine_bg.wasm');
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), {
    './schema_engine_bg.js': { ...glue },
  });
  glue.__wbg_set_wasm(exports);
  (exports as { __wbindgen_start(): void }).__wbindgen_start();
  // A Rust panic inside WASM leaves its message here before it surfaces as a bare "unreachable".
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => console.error(`schema engine: ${message}`),
  };
  instantiated = true;
}

/** Prisma's own schema engine, in WebAssembly: the same migrations, nothing to download. */
export async function schemaEngine(database: SqlMigrationAwareDriverAdapterFactory) {
  instantiate();
  return glue.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(database),
  );
}

/** Nothing in the database is managed outside the migrations. */
export const everything = { externalTables: [], externalEnums: [] };
