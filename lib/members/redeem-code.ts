import { chargeUse, countUse, lockUsableCode } from '../codes/charge-use';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import { countEvents } from '../distributors/count-events';
import { ServiceUnavailableError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { setting } from '../settings';
import { oneStatement } from '../transaction';
import { countGuess } from './count-guess';
import { explainRefusal } from './explain-refusal';
import { hasSeatFor } from './free-team';
import { invitedLately } from './invited-lately';
import { invited } from './jobs';
import type { RedeemCodeInput } from './schema';

export type Redemption = { status: 'invited'; email: string; team: string };

/** For how long an invitation is open, and how many an email may get within a day. */
type Terms = { days: number; perEmail: number };

const ATTEMPTS = 4;

/**
 * A customer redeems a code: one use is charged, a seat taken and the invitation written, together or not at all. The same
 * code and email again gets the same answer and is not charged.
 * @throws RateLimitedError also when the email has been invited too often today
 * @throws AppError CODE_NOT_FOUND, CODE_INACTIVE, CODE_EXPIRED, CODE_DEPLETED, SEATS_EXHAUSTED, INVITATION_ENDED: nothing is written
 */
export async function redeemCode(ctx: Ctx, input: RedeemCodeInput): Promise<Redemption> {
  authorize(ctx, 'members.redeem-code');
  await countGuess(ctx, input.email);
  const terms = {
    days: await setting(ctx, 'members.invitation_days'),
    perEmail: await setting(ctx, 'members.invitations_per_email'),
  };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const [taken] = await oneStatement<{ id: number; team: string }>(
      ctx,
      {
        audit: {
          action: 'members.redeem-code',
          entity: 'invitation',
          entityId: 'id',
          after: Prisma.sql`jsonb_build_object('code_id', redeem_code_id, 'team_id', team_id, 'email', email)`,
        },
        facts: [{ fact: invited, payload: Prisma.sql`json_build_object('invitation_id', id)` }],
      },
      takeUseAndSeat(input, terms),
    );
    if (taken) {
      logEvent('code_redeemed', { invitation_id: taken.id, request_id: ctx.requestId });
      return { status: 'invited', email: input.email, team: taken.team };
    }
    const before = await explainRefusal(ctx, input, terms.perEmail);
    if (before !== null) return { status: 'invited', email: input.email, team: before };
    // A seat or a use came free while the statement waited for those that had been free when it began.
  }
  throw new ServiceUnavailableError('seats kept changing hands');
}

/**
 * Each part reads the one before it, which fixes the order of the locks: code, team, invitation, counters. Nothing is written
 * before code and seat are both held; an email that redeems the same code twice at once is stopped by the unique index.
 */
function takeUseAndSeat({ code, email }: RedeemCodeInput, { days, perEmail }: Terms) {
  return Prisma.sql`
    code AS (${lockUsableCode(code)}),
    -- Asks for the code first, so that it is locked before a team, and a code that cannot be used touches none. Waits for a
    -- locked team instead of skipping it: skipping would refuse while seats are free.
    seat AS (
      SELECT team.id, team.name FROM teams AS team WHERE EXISTS (SELECT FROM code) AND ${hasSeatFor(email)}
        AND (SELECT count(*) ${invitedLately(email)}) < ${perEmail}
      ORDER BY team.id LIMIT 1 FOR NO KEY UPDATE OF team),
    invited AS (
      INSERT INTO invite_records (redeem_code_id, distributor_id, email, team_id, expires_at)
      SELECT code.id, code.created_by, ${email}, seat.id, now() + ${days} * interval '24 hours' FROM code, seat
      ON CONFLICT DO NOTHING
      RETURNING id, redeem_code_id, distributor_id, email, team_id, created_at),
    charged AS (${chargeUse('invited')}),
    seated AS (
      UPDATE teams SET seats_taken = seats_taken + 1, updated_at = now() FROM invited, charged
      WHERE teams.id = invited.team_id RETURNING teams.id),
    counted AS (${countUse('charged')}),
    counted_day AS (${countEvents('attempts', 'invited', 'created_at')}),
    result AS (
      SELECT invited.id, invited.redeem_code_id, invited.team_id, invited.email, seat.name AS team,
        -- Refuses to commit an invitation without its use, its seat and its counts.
        1 / ((SELECT count(*) FROM seated) * (SELECT count(*) FROM counted) * (SELECT count(*) FROM counted_day)) AS whole
      FROM invited, seat)`;
}
