import { Prisma } from '../db';

/** SQL: whether the row `endpoint` is told anything at all. */
export const IS_LISTENING = Prisma.sql`
  endpoint.is_active AND endpoint.deleted_at IS NULL
  AND EXISTS (SELECT FROM users AS owner WHERE owner.id = endpoint.distributor_id AND owner.is_active)`;
