import { countReturned, lockCodesOf, returnUses } from '../codes/return-use';
import { Prisma } from '../db';
import type { InviteEndReason } from '../generated/prisma/enums';

type End = {
  /** SQL for a query that answers the ids in question; asked once, before anything is locked. */
  asked: Prisma.Sql;
  /** SQL for what must still hold of the row `invitation` once it is locked, beside that it has not ended. */
  still: Prisma.Sql;
  /** SQL for what must hold of the row `member` that came of the invitation once it is locked; given where there is one. */
  member?: Prisma.Sql;
  reason: InviteEndReason;
  /** A membership that has run its time keeps the use that it cost. */
  returnsUse: boolean;
};

/**
 * SQL, a list of common table expressions, that ends invitations: the seat is freed and the use given back, once, whoever
 * else tries the same at the same moment. Locks in the one order: codes, teams, invitations, members, counters. The
 * rows that this statement has ended are in `ended` (id, redeem_code_id, team_id, distributor_id, email), and `whole`
 * refuses to commit half of it: read both.
 */
export function endInvitations({ asked, still, member, reason, returnsUse }: End) {
  const failed = reason === 'FAILED' ? Prisma.sql`, status = 'FAILED'` : Prisma.empty;
  const heldMembers = member
    ? Prisma.sql`
    held_members AS (
      SELECT member.invite_record_id AS id FROM team_members AS member
      WHERE (SELECT count(*) FROM held) > 0 AND member.invite_record_id IN (SELECT id FROM held) AND ${member}
      ORDER BY member.id FOR NO KEY UPDATE),`
    : Prisma.empty;
  const uses = returnsUse
    ? Prisma.sql`
      returned AS (${returnUses('ended')}),
      counted AS (${countReturned('returned')}),`
    : Prisma.empty;
  const usesReturned = returnsUse
    ? Prisma.sql`(SELECT count(*) FROM ended) = coalesce((SELECT sum(uses) FROM returned), 0)
        AND (SELECT count(DISTINCT order_id) FROM returned) = (SELECT count(*) FROM counted)`
    : Prisma.sql`true`;
  return Prisma.sql`
    asked AS (
      SELECT invitation.id, invitation.redeem_code_id, invitation.team_id FROM invite_records AS invitation
      WHERE invitation.id IN (${asked})),
    held_codes AS (${lockCodesOf('asked')}),
    held_teams AS (
      SELECT team.id FROM teams AS team
      WHERE (SELECT count(*) FROM held_codes) > 0 AND team.id IN (SELECT team_id FROM asked)
      ORDER BY team.id FOR NO KEY UPDATE),
    held AS (
      SELECT invitation.id FROM invite_records AS invitation
      WHERE (SELECT count(*) FROM held_teams) > 0 AND invitation.id = ANY (ARRAY(SELECT id FROM asked))
        AND invitation.ended_at IS NULL AND ${still}
      ORDER BY invitation.id FOR NO KEY UPDATE),${heldMembers}
    ended AS (
      UPDATE invite_records AS invitation SET ended_at = now(), end_reason = ${reason}::invite_end_reason,
        use_returned_at = ${returnsUse ? Prisma.sql`now()` : Prisma.sql`NULL`}${failed}
      FROM ${Prisma.raw(member ? 'held_members' : 'held')} AS due WHERE invitation.id = due.id
      RETURNING invitation.id, invitation.redeem_code_id, invitation.team_id, invitation.distributor_id, invitation.email),
    freed AS (
      UPDATE teams AS team SET seats_taken = team.seats_taken - left_by.seats, updated_at = now()
      FROM (SELECT team_id, count(*)::int AS seats FROM ended GROUP BY team_id) AS left_by WHERE team.id = left_by.team_id
      RETURNING left_by.seats),
    ${uses}
    whole AS (
      SELECT 1 / ((SELECT count(*) FROM ended) = coalesce((SELECT sum(seats) FROM freed), 0) AND ${usesReturned})::int AS ok)`;
}
