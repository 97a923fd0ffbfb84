import { Prisma } from '../db';

const COLUMNS = ['total', 'inactive', 'depleted', 'used_sum'] as const;

/** A column of code_counters with SQL for what one row of the source adds to it. */
export type CounterMoves = Partial<Record<(typeof COLUMNS)[number], Prisma.Sql>>;

/**
 * SQL that moves the counters of orders by what another part of the same statement has just done to their codes.
 * @param source the common table expression with those codes; has `order_id`
 * @param moves per column, what each of its rows adds
 */
export function moveCodeCounters(source: string, moves: CounterMoves) {
  const moved = COLUMNS.flatMap((column) => {
    const by = moves[column];
    return by ? [{ name: Prisma.raw(column), by }] : [];
  });
  const sums = moved.map(({ name, by }) => Prisma.sql`sum(${by}) AS ${name}`);
  const added = moved.map(({ name }) => Prisma.sql`${name} = counter.${name} + moved.${name}`);
  return Prisma.sql`
    UPDATE code_counters AS counter SET ${Prisma.join(added)}
    FROM (SELECT order_id, ${Prisma.join(sums)} FROM ${Prisma.raw(source)} GROUP BY order_id) AS moved
    WHERE counter.order_id = moved.order_id
    RETURNING counter.order_id`;
}
