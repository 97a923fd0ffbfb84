import type { Tx } from '../context';
import { countEvents } from '../distributors/count-events';

export type SentInvitation = { email: string; nonce: number; expires_at: Date; team: string };

/** Moves an invitation from waiting to sent and counts it. @returns null when it was sent before, has ended or has expired */
export async function markSent(tx: Tx, id: number): Promise<SentInvitation | null> {
  const [invitation] = await tx.db.$queryRaw<SentInvitation[]>`
    WITH sent AS (
      UPDATE invite_records SET status = 'SUCCESS', sent_at = now()
      WHERE id = ${id} AND status = 'PENDING' AND ended_at IS NULL AND expires_at > now()
      RETURNING distributor_id, email, team_id, token_nonce, expires_at, sent_at),
    counted_day AS (${countEvents('sent', 'sent', 'sent_at')})
    SELECT sent.email, sent.token_nonce AS nonce, sent.expires_at, team.name AS team
    FROM sent JOIN teams AS team ON team.id = sent.team_id`;
  return invitation ?? null;
}
