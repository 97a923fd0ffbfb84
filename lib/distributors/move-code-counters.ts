import { Prisma } from '../db';

const COLUMNS = ['total', 'inactive', 'depleted', 'used_sum'] as const;

/** A column of code_counters with SQL for what one row of the source adds to it. */
export type CounterMoves = Partial<Record<(typeof COLUMNS)[number], Prisma.Sql>>;

/**
 * SQL that moves the counters of orders by what another part of the same statement has just done to their codes,
 * in the order of their ids.
 * @param source the common table expression with those codes; has `order_id`
 * @param moves per column, what each of its rows adds
 */
export function moveCodeCounters(source: string, moves: CounterMoves) {
  const sums = COLUMNS.map(
    (column) => Prisma.sql`sum(${moves[column] ?? Prisma.sql`0`}) AS ${Prisma.raw(column)}`,
  );
  // A row is checked as it was when the statement began before it is read anew: its old counts would be held against codes
  // that were locked later. So it is locked first, and every count is the one it has then.
  const added = COLUMNS.map(Prisma.raw).map((name) => Prisma.sql`${name} = held.${name} + moved.${name}`);
  return Prisma.sql`
    UPDATE code_counters AS counter SET ${Prisma.join(added)}
    FROM (SELECT order_id, ${Prisma.join(sums)} FROM ${Prisma.raw(source)} GROUP BY order_id) AS moved
    JOIN (
      SELECT * FROM code_counters WHERE order_id IN (SELECT order_id FROM ${Prisma.raw(source)})
      ORDER BY order_id FOR NO KEY UPDATE) AS held ON held.order_id = moved.order_id
    WHERE counter.order_id = moved.order_id
    RETURNING counter.order_id`;
}
