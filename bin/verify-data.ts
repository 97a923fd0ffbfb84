import { database, disconnect } from '../lib/db';
import { invariants, tellBreaches, verifyData } from '../lib/monitoring/verify-data';
import { databaseProblem } from './database-problem';
import { exitOver } from './problem.mjs';

const LONGEST_MS = 1_800_000;

// Whoever runs this waits for it, so a large database may take its time.
async function verify() {
  const breaches = await database().$transaction(
    async (db) => {
      await db.$queryRaw`SELECT set_config('statement_timeout', '10min', true)`;
      return verifyData({ db });
    },
    { maxWait: 5_000, timeout: LONGEST_MS },
  );
  await disconnect();
  if (breaches.length === 0) return console.log(`All ${invariants().length} invariants hold.`);
  console.error(tellBreaches(breaches));
  console.error(`\n${breaches.length} of ${invariants().length} invariants are broken.`);
  process.exitCode = 1;
}

verify().catch((error: unknown) => exitOver(databaseProblem(error)));
