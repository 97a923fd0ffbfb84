import { Prisma } from '../db';
import type { CodeState } from './schema';

/**
 * SQL for the state of the row `code` of redeem_codes. A code that is switched off says so first, then one that has
 * expired, then one that is used up.
 */
export const CODE_STATE = Prisma.sql`
  CASE WHEN NOT code.is_active THEN 'inactive' WHEN code.expires_at <= now() THEN 'expired'
    WHEN code.used_count >= code.max_uses THEN 'depleted' ELSE 'active' END`;

type Question = {
  /** Whether the row `code` of redeem_codes is in this state. Written so that the partial indexes answer it. */
  isCode: Prisma.Sql;
  /** Whether the row `counter` of code_counters has such codes at all. */
  hasCodes: Prisma.Sql;
};

const LIVE_CODE = Prisma.sql`(code.expires_at IS NULL OR code.expires_at > now())`;
const LIVE_ORDER = Prisma.sql`(counter.expires_at IS NULL OR counter.expires_at > now())`;

/** The same rule asked the other way round: which codes are in a state. */
export const CODES_IN_STATE: Record<CodeState, Question> = {
  inactive: {
    isCode: Prisma.sql`NOT code.is_active`,
    hasCodes: Prisma.sql`counter.inactive > 0`,
  },
  expired: {
    isCode: Prisma.sql`code.is_active AND code.expires_at <= now()`,
    hasCodes: Prisma.sql`counter.total > counter.inactive AND counter.expires_at <= now()`,
  },
  depleted: {
    isCode: Prisma.sql`code.is_active AND code.used_count >= code.max_uses AND ${LIVE_CODE}`,
    hasCodes: Prisma.sql`counter.depleted > 0 AND ${LIVE_ORDER}`,
  },
  active: {
    isCode: Prisma.sql`code.is_active AND code.used_count < code.max_uses AND ${LIVE_CODE}`,
    hasCodes: Prisma.sql`counter.total > counter.inactive + counter.depleted AND ${LIVE_ORDER}`,
  },
};
