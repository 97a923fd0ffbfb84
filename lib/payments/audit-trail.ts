import type { Ctx } from '../context';
import type { Prisma } from '../db';

export type TrailEntry = {
  id: number;
  /** The right that was used, for example "payments.settle-payment". */
  action: string;
  /** A person's name; null where it was a provider or the product itself. */
  by: string | null;
  at: string;
};

const MOST = 50;

/** Who did what to some things, newest first. @param about SQL that narrows audit rows down by entity and its id */
export async function trailOf(ctx: Ctx, about: Prisma.Sql): Promise<TrailEntry[]> {
  const rows = await ctx.db.$queryRaw<(Omit<TrailEntry, 'at'> & { at: Date })[]>`
    SELECT audited.id::int, audited.action, person.name AS by, audited.created_at AS at
    FROM (SELECT * FROM audit_log WHERE ${about} ORDER BY id DESC LIMIT ${MOST}) AS audited
    LEFT JOIN users AS person ON person.id = audited.user_id ORDER BY audited.id DESC`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
