import type { TestProject } from 'vitest/node';
import { makeDatabases } from './test-databases';

declare module 'vitest' {
  interface ProvidedContext {
    databases: string[];
    connectionsEach: number;
  }
}

/** Once a run: one database for each worker of vitest. */
export async function setup(project: TestProject) {
  const { urls, connectionsEach, drop } = await makeDatabases(project.vitest.config.maxWorkers);
  project.provide('databases', urls);
  project.provide('connectionsEach', connectionsEach);
  return drop;
}
