import { parseArgs } from 'node:util';
import { exitOver, Problem } from '../bin/problem.mjs';

const options = {
  codes: { type: 'string' },
  distributor: { type: 'string' },
  'yes-really': { type: 'boolean' },
} as const;

/**
 * Fills an empty database with a business to look at: 90 days of distributors, orders, codes, customers and what went wrong.
 * With --codes it adds as many codes to the present one, for a distributor of their own or the one that --distributor names.
 */
async function seed() {
  const { codes, ...asked } = optionsGiven();
  // What the verbs report about themselves is for a server's log, and what fails in the story is meant to.
  process.env.LOG_LEVEL = 'silent';
  const inEarnest = process.env.SANDBOX_PAYMENTS !== '1';
  // The orders were paid somewhere; nothing of it is sent anywhere.
  process.env.SANDBOX_PAYMENTS = '1';
  const password = process.env.DEMO_PASSWORD || 'tributary-demo';
  const { seedCodes } = await import('./seed-codes');
  const { seedDemo } = await import('./seed-demo');
  const { systemContext } = await import('../lib/context');
  const { disconnect } = await import('../lib/db');
  const ctx = systemContext('seed');
  try {
    if (codes === undefined) await seedDemo(ctx, password);
    else await seedCodes(ctx, { codes, ...asked, inEarnest, password });
  } finally {
    await disconnect();
  }
  if (codes === undefined) console.log('The database holds demo data now.');
}

function optionsGiven() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Problem(
      `${(error as Error).message}\nGive --codes 1000000 [--distributor email] [--yes-really], or nothing for the demo data.`,
    );
  }
}

seed().catch(async (error: unknown) =>
  exitOver((await import('../bin/database-problem')).databaseProblem(error)),
);
