import type { Ctx } from '../context';
import { authorize } from '../permissions';
import {
  lockWaits,
  serverFigures,
  tableFigures,
  type LockWait,
  type ServerFigures,
  type TableFigures,
} from './database-figures';

/** Orders of the last sixty minutes. */
type LastHour = {
  placed: number;
  paid: number;
  /** Of those that were paid: they have all that was bought. */
  completed: number;
  failed: number;
  /** From payment to completion, in milliseconds; null where none was completed. */
  p50: number | null;
  p99: number | null;
};

export type DatabaseFigures = {
  server: ServerFigures;
  waits: LockWait[];
  tables: TableFigures[];
  last_hour: LastHour;
};

/** How the database is, and how quickly the orders of the last hour were carried out. */
export async function getDatabaseFigures(ctx: Ctx): Promise<DatabaseFigures> {
  authorize(ctx, 'monitoring.view-database');
  const [server, waits, tables, lastHour] = await Promise.all([
    serverFigures(ctx),
    lockWaits(ctx),
    tableFigures(ctx),
    ordersOfLastHour(ctx),
  ]);
  return { server, waits, tables, last_hour: lastHour };
}

/** By the moments that were kept of each step: when an order was last changed says nothing of how long it took. */
async function ordersOfLastHour({ db }: Ctx): Promise<LastHour> {
  const [row] = await db.$queryRaw<LastHour[]>`
    SELECT (SELECT count(*)::int FROM orders WHERE created_at > now() - interval '1 hour' AND created_at <= now()) AS placed,
      paid.*
    FROM (
      SELECT count(*)::int AS paid, count(completed_at)::int AS completed,
        (count(*) FILTER (WHERE fulfillment_status = 'FAILED'))::int AS failed,
        1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM completed_at - paid_at)) AS p50,
        1000 * percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM completed_at - paid_at)) AS p99
      FROM orders WHERE paid_at > now() - interval '1 hour' AND paid_at <= now()) AS paid`;
  if (!row) throw new Error('the database answered nothing');
  return row;
}
