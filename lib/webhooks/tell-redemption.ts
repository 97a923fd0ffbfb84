import type { Ctx } from '../context';
import { Prisma } from '../db';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { iso } from './iso-sql';
import { recordEvents } from './record-events';

/** Tells a distributor's endpoints, once, that one of its codes was redeemed. The code itself is worth money and not sent. */
// oxlint-disable-next-line house/writes-authorise-and-audit -- what has happened was audited when it did
export async function tellRedemption(ctx: Ctx, { invitation_id }: { invitation_id: number }) {
  authorize(ctx, 'webhooks.tell');
  const told = await inTransaction(ctx, (tx) =>
    recordEvents(
      tx,
      Prisma.sql`
        SELECT invitation.distributor_id, 'code.redeemed' AS type, 'code.redeemed:' || invitation.id AS fact,
          jsonb_build_object('code_id', code.id, 'order_no', bought.order_no, 'invitation_id', invitation.id,
            'email', invitation.email, 'team_id', team.id, 'team', team.name,
            'redeemed_at', ${iso('invitation.created_at')}) AS data,
          invitation.created_at AS occurred_at
        FROM invite_records AS invitation
        JOIN redeem_codes AS code ON code.id = invitation.redeem_code_id
        JOIN orders AS bought ON bought.id = code.order_id
        JOIN teams AS team ON team.id = invitation.team_id
        WHERE invitation.id = ${invitation_id}`,
    ),
  );
  return { told };
}
