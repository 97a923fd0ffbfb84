import { exitOver } from '../bin/problem.mjs';

/** Fills an empty database with a business to look at: people, plans, teams, and a month of one distributor's sales. */
async function seed() {
  // What the verbs report about themselves is for a server's log.
  process.env.LOG_LEVEL = 'warn';
  // The month's orders were paid somewhere; nothing of it is sent anywhere.
  process.env.SANDBOX_PAYMENTS = '1';
  const { seedBusiness } = await import('./seed-business');
  const { seedHistory } = await import('./seed-history');
  const { systemContext } = await import('../lib/context');
  const { disconnect } = await import('../lib/db');
  try {
    const ctx = systemContext('seed');
    await seedHistory(ctx, await seedBusiness(ctx, process.env.DEMO_PASSWORD || 'tributary-demo'));
  } finally {
    await disconnect();
  }
  console.log('The database holds demo data now.');
}

seed().catch(exitOver);
