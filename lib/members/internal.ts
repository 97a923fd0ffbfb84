import type { Ctx } from '../context';
import { Prisma } from '../db';
import { requireDistributor } from '../distributors/require-distributor';
import { authorize, userIdOf } from '../permissions';
import { MEMBER_STATE } from './member-state';
import type { Member } from './schema';

/** Whose members: the asking distributor's own, those of one, or everybody's, both for an admin. */
export type WhoseMembers = 'me' | number | 'all';

/**
 * The distributor whose members may be read; null: everybody's.
 * @throws PermissionDeniedError
 * @throws ResourceNotFoundError when there is no such distributor
 */
export async function ownerOf(ctx: Ctx, whose: WhoseMembers): Promise<number | null> {
  authorize(ctx, whose === 'me' ? 'members.view-own' : 'members.view-any');
  if (whose === 'me') return userIdOf(ctx);
  return whose === 'all' ? null : requireDistributor(ctx, whose);
}

const TIMES = ['created_at', 'sent_at', 'accepted_at', 'ended_at', 'expires_at', 'valid_until'] as const;
type Times = Pick<Member, (typeof TIMES)[number]>;
export type MemberRow = Omit<Member, keyof Times> & { [T in keyof Times]: Date | Extract<Times[T], null> };

/** SQL for what lists and pages show of the row `invitation`. */
export const MEMBER_COLUMNS = Prisma.sql`
  invitation.id, invitation.email, invitation.team_id, team.name AS team, code.code, ${MEMBER_STATE} AS status,
  invitation.created_at, invitation.sent_at, invitation.resent_count, invitation.accepted_at, invitation.ended_at,
  invitation.expires_at, member.valid_until, member.removal_error, invitation.distributor_id,
  seller.name AS distributor`;

export const WITH_MEMBER = Prisma.sql`
  JOIN teams AS team ON team.id = invitation.team_id
  JOIN redeem_codes AS code ON code.id = invitation.redeem_code_id
  JOIN users AS seller ON seller.id = invitation.distributor_id
  LEFT JOIN team_members AS member ON member.invite_record_id = invitation.id`;

/** The times of a row as the contract has them. */
export function memberOf<Row extends MemberRow>(row: Row) {
  const times = Object.fromEntries(TIMES.map((name) => [name, row[name]?.toISOString() ?? null]));
  return { ...row, ...(times as Times) };
}
