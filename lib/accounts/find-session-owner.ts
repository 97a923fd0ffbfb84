import { database } from '../db';
import { SEEN_SECONDS, SESSION_SECONDS } from './session-life';
import type { Role } from '../generated/prisma/enums';

export type SessionClaim = { id: number; sid: string; session_version: number };

/** The user of a session, unless it was ended, by whatever way, or nobody has used it for too long. Notes that it is used. */
export async function findSessionOwner({ id, sid, session_version }: SessionClaim) {
  const [owner] = await database().$queryRaw<{ id: number; role: Role; unnoted: boolean }[]>`
    SELECT account.id, account.role, session.seen_at < now() - make_interval(secs => ${SEEN_SECONDS}) AS unnoted
    FROM sessions AS session JOIN users AS account ON account.id = session.user_id
    WHERE session.id = ${sid} AND session.user_id = ${id} AND session.ended_at IS NULL
      AND session.seen_at > now() - make_interval(secs => ${SESSION_SECONDS})
      AND account.session_version = ${session_version} AND account.is_active`;
  if (!owner) return null;
  // Of many requests at once one notes it; the others find it noted.
  if (owner.unnoted)
    // oxlint-disable-next-line house/writes-authorise-and-audit -- using a session is no change; one that is made by its use has its own row
    await database().$executeRaw`
      UPDATE sessions SET seen_at = now()
      WHERE id = ${sid} AND ended_at IS NULL AND seen_at < now() - make_interval(secs => ${SEEN_SECONDS})`;
  return { id: owner.id, role: owner.role };
}
