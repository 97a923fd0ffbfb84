import { businessTimeZone } from '../clock';
import { Prisma } from '../db';

/** SQL for the moment at which a business day begins. @param day its date as YYYY-MM-DD */
export function startOfDay(day: string, plus = 0) {
  return Prisma.sql`((${day}::date + ${plus}::int)::timestamp AT TIME ZONE ${businessTimeZone()})`;
}

/** SQL conditions that a moment lies on one of the days, of which either end may be left open. */
export function withinDays(moment: Prisma.Sql, { from, to }: { from?: string; to?: string }) {
  return [
    ...(from ? [Prisma.sql`${moment} >= ${startOfDay(from)}`] : []),
    ...(to ? [Prisma.sql`${moment} < ${startOfDay(to, 1)}`] : []),
  ];
}
