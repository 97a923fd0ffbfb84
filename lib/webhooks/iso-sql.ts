import { Prisma } from '../db';

/** SQL for a moment in the writing of the contract. @param moment a column */
export function iso(moment: string) {
  return Prisma.sql`to_char(${Prisma.raw(moment)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
