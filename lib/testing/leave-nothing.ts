import { vi } from 'vitest';

type Kept = { environmentAtStart?: NodeJS.ProcessEnv; tributaryConnections?: { client: Disconnects } };
type Disconnects = { $disconnect: () => Promise<void> };

const kept = globalThis as Kept & Record<string, unknown>;

/**
 * Makes the process of a test file as new for the next one: its libraries stay loaded, which is most of what a process
 * costs, and nothing of ours does, neither modules nor what they keep on the global object, nor settings, mocks or time.
 */
export async function leaveNothing() {
  vi.resetModules();
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  const before = (kept.environmentAtStart ??= { ...process.env });
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  await kept.tributaryConnections?.client.$disconnect();
  for (const name of Object.keys(kept)) if (name.startsWith('tributary')) delete kept[name];
}
