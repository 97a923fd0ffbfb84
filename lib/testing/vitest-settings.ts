import { inject } from 'vitest';
import { testSettings } from './settings';

// Before each test file, so that lib/env.ts finds the database of this worker at its first use.
Object.assign(process.env, testSettings);
process.env.DATABASE_URL = inject('databases')[Number(process.env.VITEST_POOL_ID) - 1];
process.env.DATABASE_POOL = String(inject('connectionsEach'));
