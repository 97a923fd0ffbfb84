import type { Tx } from '../context';
import { countEvents } from '../distributors/count-events';

/** Moves an invitation from waiting to sent and counts it. @returns false when it was sent before, has ended or has expired */
export async function markSent(tx: Tx, id: number): Promise<boolean> {
  const sent = await tx.db.$queryRaw<{ id: number }[]>`
    WITH sent AS (
      UPDATE invite_records SET status = 'SUCCESS', sent_at = now(), error = NULL
      WHERE id = ${id} AND status = 'PENDING' AND ended_at IS NULL AND expires_at > now()
      RETURNING id, redeem_code_id, distributor_id, sent_at),
    counted_day AS (${countEvents('sent', 'sent', 'sent_at')})
    SELECT id FROM sent`;
  return sent.length > 0;
}
