import { Prisma } from '../db';
import type { Invariant } from './data-invariant';

export const memberInvariants: Invariant[] = [
  {
    name: 'uses_of_code',
    says: 'a code was not charged once for each invitation whose use was not given back',
    offenders: Prisma.sql`
      SELECT c.code AS id, format('charged %s, invitations %s', c.used_count, coalesce(i.uses, 0)) AS found
      FROM redeem_codes c LEFT JOIN (
        SELECT redeem_code_id, count(*) AS uses FROM invite_records WHERE use_returned_at IS NULL
        GROUP BY redeem_code_id) i ON i.redeem_code_id = c.id
      WHERE c.used_count <> coalesce(i.uses, 0)`,
  },
  {
    name: 'seats_of_team',
    says: 'the seats of a team are not those of its open invitations and its members',
    offenders: Prisma.sql`
      SELECT t.id::text AS id,
        format('taken %s, invitations %s, members %s', t.seats_taken, coalesce(i.seats, 0), coalesce(m.seats, 0)) AS found
      FROM teams t
      LEFT JOIN (SELECT team_id, count(*) AS seats FROM invite_records WHERE ended_at IS NULL AND accepted_at IS NULL
        GROUP BY team_id) i ON i.team_id = t.id
      LEFT JOIN (SELECT team_id, count(*) AS seats FROM team_members WHERE status IN ('ACTIVE', 'REMOVING')
        GROUP BY team_id) m ON m.team_id = t.id
      WHERE t.seats_taken <> coalesce(i.seats, 0) + coalesce(m.seats, 0)`,
  },
  {
    name: 'distributor_of_invitation',
    says: 'an invitation is counted for nobody, or for somebody else than the owner of its code',
    offenders: Prisma.sql`
      SELECT i.id::text AS id, format('distributor %s, owner %s', coalesce(i.distributor_id::text, 'none'), c.created_by) AS found
      FROM invite_records i JOIN redeem_codes c ON c.id = i.redeem_code_id 
      WHERE c.created_by IS DISTINCT FROM i.distributor_id`,
  },
  {
    name: 'member_of_invitation',
    says: 'an accepted invitation has no member, or a member has another team or email than was invited',
    offenders: Prisma.sql`
      SELECT i.id::text AS id, CASE WHEN m.id IS NULL THEN 'no member' ELSE format('member %s', m.id) END AS found
      FROM invite_records i LEFT JOIN team_members m ON m.invite_record_id = i.id
      WHERE (i.accepted_at IS NULL) <> (m.id IS NULL) OR m.team_id <> i.team_id OR m.email <> i.email`,
  },
  {
    name: 'status_of_member',
    says: 'a member and the invitation they came by do not say the same of how it stands or ended, or of the use',
    offenders: Prisma.sql`
      SELECT m.id::text AS id, format('%s, invitation %s %s, use %s', m.status, i.id,
        coalesce(i.end_reason::text, 'open'), CASE WHEN i.use_returned_at IS NULL THEN 'kept' ELSE 'returned' END) AS found
      FROM team_members m JOIN invite_records i ON i.id = m.invite_record_id
      WHERE (CASE m.status WHEN 'REMOVED' THEN 'REMOVED' WHEN 'EXPIRED' THEN 'EXPIRED' ELSE 'open' END,
          m.status = 'REMOVED')
        <> (coalesce(i.end_reason::text, 'open'), i.use_returned_at IS NOT NULL)`,
  },
  {
    name: 'sent_invitation',
    says: 'an invitation counts as sent without a time, or has a time without counting as sent',
    offenders: Prisma.sql`
      SELECT id::text AS id, format('%s, sent %s', status, coalesce(sent_at::text, 'never')) AS found
      FROM invite_records WHERE (status = 'SUCCESS') <> (sent_at IS NOT NULL)`,
  },
  {
    name: 'end_of_invitation',
    says: 'an invitation that has ended kept its use, gave back one that was used up, or has failed without saying so',
    offenders: Prisma.sql`
      SELECT id::text AS id, format('%s, %s, use returned %s', status, end_reason, coalesce(use_returned_at::text, 'never'))
        AS found
      FROM invite_records
      WHERE (status = 'FAILED') <> (end_reason IS NOT DISTINCT FROM 'FAILED')
        -- A membership that has run its time has used up what it cost; every other end gives it back.
        OR (ended_at IS NOT NULL AND (use_returned_at IS NULL) <> (end_reason = 'EXPIRED' AND accepted_at IS NOT NULL))
        OR (end_reason IN ('WITHDRAWN', 'FAILED') AND accepted_at IS NOT NULL)
        OR (end_reason = 'REMOVED' AND accepted_at IS NULL)`,
  },
];
