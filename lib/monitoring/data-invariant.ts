import type { Prisma } from '../db';

/** What holds between any two transactions, with the SQL that lists what breaks it. */
export type Invariant = {
  name: string;
  /** What it means that it is broken, in one line. */
  says: string;
  /** Lists offenders: `id` names the row, `found` what is wrong with it. */
  offenders: Prisma.Sql;
};
