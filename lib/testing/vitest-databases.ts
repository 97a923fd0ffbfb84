import type { TestProject } from 'vitest/node';
import type { Source } from './fresh-database';
import { openSource } from './test-databases';

declare module 'vitest' {
  interface ProvidedContext {
    source: Source;
    connectionsEach: number;
  }
}

/** Once a run of vitest. */
export async function setup(project: TestProject) {
  const { source, connections, close } = await openSource();
  project.provide('source', source);
  project.provide(
    'connectionsEach',
    Math.min(100, Math.floor(connections / project.vitest.config.maxWorkers)),
  );
  return close;
}
