import { expect, inject } from 'vitest';
import { leaveNothing } from './leave-nothing';

// Whatever of ours is loaded here, is loaded after this.
await leaveNothing();
const { testSettings } = await import('./settings');
Object.assign(process.env, testSettings);

// Every test file has a database of its own, so that whoever checks all rows finds only what the file itself left behind.
// Set before lib/env.ts is first asked. The checks of the code, and what browsers run, need none.
if (!/\/(bin\/checks|components)\//.test(expect.getState().testPath ?? '')) {
  const { freshDatabase } = await import('./fresh-database');
  const { startGateway } = await import('./gateway-server');
  process.env.DATABASE_URL = await freshDatabase(inject('source'), Number(process.env.VITEST_POOL_ID));
  process.env.DATABASE_POOL = String(inject('connectionsEach'));
  process.env.SANDBOX_GATEWAY_URL = await startGateway();
}
