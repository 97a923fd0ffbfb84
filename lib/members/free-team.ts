import { Prisma } from '../db';

/**
 * SQL: whether the row `team` has a free seat for this email. Somebody who is invited there or a member already does not
 * get a second seat in the same team.
 */
export function hasSeatFor(email: string) {
  // OFFSET 0 keeps each question a probe of its unique index for the team at hand. Planned as joins, they would compare all
  // teams with all members before the first free one is taken.
  return Prisma.sql`
    team.is_active AND team.seats_taken < team.capacity
    AND NOT EXISTS (
      SELECT FROM invite_records AS held
      WHERE held.team_id = team.id AND held.email = ${email} AND held.ended_at IS NULL OFFSET 0)
    AND NOT EXISTS (
      SELECT FROM team_members AS member
      WHERE member.team_id = team.id AND member.email = ${email} AND member.status IN ('ACTIVE', 'REMOVING') OFFSET 0)`;
}
