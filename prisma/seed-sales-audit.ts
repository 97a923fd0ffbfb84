import type { Tx } from '../lib/context';
import { Prisma } from '../lib/db';
import { invited } from '../lib/members/jobs';
import type { Right } from '../lib/permissions';
import { addJobSql } from '../lib/queue';

/** Why removing a member, and sending an invitation, has failed where it has. */
export const REMOVAL_ERROR = 'WORKSPACE_UNAVAILABLE';
export const SENDING_ERROR = 'MAIL_REFUSED';

/** A step that the audit log tells of a row of `sale`. `after` and `before` are SQL for a jsonb. */
type Step = {
  right: Right;
  by: 'customer' | 'distributor' | 'job';
  /** SQL for when, and for which rows. */
  at: Prisma.Sql;
  when: Prisma.Sql;
  before?: Prisma.Sql;
  after: Prisma.Sql;
};

const iso = (moment: string) =>
  Prisma.sql`to_char(${Prisma.raw(moment)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const EMAIL_SENT = Prisma.sql`jsonb_build_object('email', email, 'status', 'SUCCESS')`;
const PENDING = Prisma.sql`jsonb_build_object('status', 'PENDING')`;
const REMOVING = Prisma.sql`jsonb_build_object('status', 'REMOVING')`;
const ACTIVE = Prisma.sql`jsonb_build_object('status', 'ACTIVE')`;
const LEFT_AFTER = Prisma.sql`interval '1 second'`;

const actorOf = ({ by, right }: Step) =>
  ({
    customer: Prisma.sql`'public', NULL::int`,
    distributor: Prisma.sql`'user:' || distributor_id, distributor_id`,
    job: Prisma.sql`${`system:${right}`}::text, NULL::int`,
  })[by];

const STEPS: Step[] = [
  {
    right: 'members.redeem-code',
    by: 'customer',
    at: Prisma.sql`created_at`,
    when: Prisma.sql`true`,
    after: Prisma.sql`jsonb_build_object('code_id', redeem_code_id, 'team_id', team_id, 'email', email)`,
  },
  {
    right: 'members.send-invitation',
    by: 'job',
    at: Prisma.sql`sent_at`,
    when: Prisma.sql`sent_at IS NOT NULL`,
    before: PENDING,
    after: EMAIL_SENT,
  },
  {
    right: 'members.send-invitation',
    by: 'job',
    at: Prisma.sql`ended_at`,
    when: Prisma.sql`end_reason = 'FAILED'`,
    before: PENDING,
    after: Prisma.sql`jsonb_build_object('status', 'FAILED', 'email', email, 'invitation_id', id, 'attempts', 1,
      'error_code', ${SENDING_ERROR}::text, 'answer', answer, 'next_attempt', NULL)`,
  },
  {
    right: 'members.resend-invitation',
    by: 'distributor',
    at: Prisma.sql`resent_at`,
    when: Prisma.sql`resent_at IS NOT NULL`,
    after: Prisma.sql`jsonb_build_object('email', email, 'resend', 1, 'expires_at', ${iso('expires_at')})`,
  },
  {
    right: 'members.send-invitation-again',
    by: 'job',
    at: Prisma.sql`resent_at + ${LEFT_AFTER}`,
    when: Prisma.sql`resent_at IS NOT NULL`,
    after: Prisma.sql`jsonb_build_object('outcome', 'sent', 'resend', 1, 'attempt', 1)`,
  },
  {
    right: 'members.accept-invitation',
    by: 'customer',
    at: Prisma.sql`accepted_at`,
    when: Prisma.sql`accepted_at IS NOT NULL`,
    after: Prisma.sql`jsonb_build_object('email', email, 'member_id', member_id, 'valid_until', ${iso('valid_until')})`,
  },
  {
    right: 'members.join-workspace',
    by: 'job',
    at: Prisma.sql`accepted_at + ${LEFT_AFTER}`,
    when: Prisma.sql`accepted_at IS NOT NULL`,
    after: Prisma.sql`jsonb_build_object('member_id', member_id, 'external_user_id', external_user_id)`,
  },
  {
    right: 'members.remove-member',
    by: 'distributor',
    at: Prisma.sql`removal_failed_at`,
    when: Prisma.sql`removal_failed_at IS NOT NULL`,
    before: ACTIVE,
    after: Prisma.sql`jsonb_build_object('member_id', member_id, 'status', 'REMOVING', 'reason', why)`,
  },
  {
    right: 'members.remove-member',
    by: 'distributor',
    at: Prisma.sql`removal_failed_at + interval '10 seconds'`,
    when: Prisma.sql`removal_failed_at IS NOT NULL`,
    before: REMOVING,
    after: Prisma.sql`jsonb_build_object('member_id', member_id, 'status', 'ACTIVE', 'error', ${REMOVAL_ERROR}::text)`,
  },
  {
    right: 'members.remove-member',
    by: 'distributor',
    at: Prisma.sql`ended_at - ${LEFT_AFTER}`,
    when: Prisma.sql`end_reason = 'REMOVED'`,
    before: ACTIVE,
    after: Prisma.sql`jsonb_build_object('member_id', member_id, 'status', 'REMOVING', 'reason', why)`,
  },
  {
    right: 'members.remove-member',
    by: 'distributor',
    at: Prisma.sql`ended_at`,
    when: Prisma.sql`end_reason = 'REMOVED'`,
    after: Prisma.sql`jsonb_build_object('member_id', member_id, 'status', 'REMOVED')`,
  },
  {
    right: 'members.withdraw-invitation',
    by: 'distributor',
    at: Prisma.sql`ended_at`,
    when: Prisma.sql`end_reason = 'WITHDRAWN'`,
    after: Prisma.sql`jsonb_build_object('end_reason', 'WITHDRAWN', 'email', email, 'reason', why)`,
  },
  {
    right: 'members.expire-invitations',
    by: 'job',
    at: Prisma.sql`ended_at`,
    when: Prisma.sql`end_reason = 'EXPIRED' AND accepted_at IS NULL`,
    after: Prisma.sql`jsonb_build_object('end_reason', 'EXPIRED', 'email', email)`,
  },
  {
    right: 'members.expire-memberships',
    by: 'job',
    at: Prisma.sql`ended_at`,
    when: Prisma.sql`end_reason = 'EXPIRED' AND accepted_at IS NOT NULL`,
    after: Prisma.sql`jsonb_build_object('member_id', member_id, 'status', 'EXPIRED')`,
  },
  {
    right: 'members.leave-workspace',
    by: 'job',
    at: Prisma.sql`ended_at + ${LEFT_AFTER}`,
    when: Prisma.sql`end_reason = 'EXPIRED' AND accepted_at IS NOT NULL`,
    after: Prisma.sql`jsonb_build_object('member_id', member_id, 'successor', NULL)`,
  },
];

/** The audit rows of the table `sale`, in the order in which things happened, and the jobs of those that wait to be sent. */
export async function tellSales({ db }: Tx) {
  const rows = STEPS.map(
    (step) => Prisma.sql`
      SELECT ${actorOf(step)}, ${step.right}::text, id, ${step.before ?? Prisma.sql`NULL::jsonb`}, ${step.after}, ${step.at}
      FROM sale WHERE ${step.when}`,
  );
  await db.$executeRaw`
    INSERT INTO audit_log (actor, user_id, action, entity, entity_id, before, after, request_id, created_at)
    SELECT actor, user_id, action, 'invitation', id::text, before, after, gen_random_uuid()::text, moment
    FROM (${Prisma.join(rows, ' UNION ALL ')}) AS step (actor, user_id, action, id, before, after, moment)
    ORDER BY moment, id`;
  const payload = Prisma.sql`json_build_object('invitation_id', id)`;
  await db.$queryRaw`
    SELECT count(job.id) FROM (
      SELECT (${addJobSql(invited.name, payload)}).id FROM sale WHERE sent_at IS NULL AND ended_at IS NULL OFFSET 0) AS job`;
}
