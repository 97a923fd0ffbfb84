import { systemContext } from '../lib/context';
import { disconnect } from '../lib/db';
import { rebuildCounters } from '../lib/monitoring/rebuild-counters';
import { databaseProblem } from './database-problem';
import { exitOver } from './problem.mjs';

async function rebuild() {
  const { orders, days, closed_days: closed } = await rebuildCounters(systemContext('rebuild-counters'));
  await disconnect();
  console.log(
    `Counters rebuilt: ${orders} of orders, ${days} of days and ${closed} of closed days were wrong.`,
  );
}

rebuild().catch((error: unknown) => exitOver(databaseProblem(error)));
