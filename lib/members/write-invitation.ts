import type { Ctx } from '../context';
import { env } from '../env';
import type { InviteStatus } from '../generated/prisma/enums';
import type { Mail } from '../mail';
import { invitationMail } from './invitation-mail';
import { invitationToken } from './invitation-token';

export type Unaccepted = {
  id: number;
  distributor_id: number;
  email: string;
  distributor: string;
  team: string;
  status: InviteStatus;
  nonce: number;
  expires_at: Date;
  send_attempts: number;
  resent_count: number;
};

/** The invitation, when it may still be accepted and has not been. */
export async function findUnaccepted(ctx: Ctx, id: number): Promise<Unaccepted | undefined> {
  const [invitation] = await ctx.db.$queryRaw<Unaccepted[]>`
    SELECT invitation.id, invitation.distributor_id, invitation.email, shop.name AS distributor,
      team.name AS team, invitation.status,
      invitation.token_nonce AS nonce, invitation.expires_at, invitation.send_attempts, invitation.resent_count
    FROM invite_records AS invitation JOIN teams AS team ON team.id = invitation.team_id
    JOIN users AS shop ON shop.id = invitation.distributor_id
    WHERE invitation.id = ${id} AND invitation.ended_at IS NULL AND invitation.accepted_at IS NULL
      AND invitation.expires_at > now()`;
  return invitation;
}

/** @param resend which time it is sent again: a mail of its own, with the same link */
export function writeInvitation(invitation: Unaccepted, resend?: number): Mail {
  const { id, nonce, email, distributor, team, expires_at, distributor_id } = invitation;
  const link = `${env().NEXTAUTH_URL}/i/${invitationToken(id, nonce)}`;
  return {
    key: ['invitation', id, nonce, ...(resend ? [resend] : [])].join(':'),
    recipient: email,
    distributorId: distributor_id,
    ...invitationMail({ distributor, team, link, expires_at }),
  };
}
