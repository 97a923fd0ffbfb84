import type { Ctx } from '../lib/context';
import { writeInvitation, type Unaccepted } from '../lib/members/write-invitation';

type Sent = Pick<Unaccepted, 'id' | 'distributor_id' | 'email' | 'distributor' | 'team' | 'expires_at'> & {
  at: Date;
  resend: number | null;
};

/** The first link of an invitation. */
const FIRST = 1;
const BATCH = 500;

/** The mails of all invitations, as they were written into the outbox. They left long ago: nobody is to get them now. */
export async function seedMails({ db }: Ctx) {
  const sent = await db.$queryRaw<Sent[]>`
    SELECT invitation.id, invitation.distributor_id, invitation.email, shop.name AS distributor, team.name AS team,
      invitation.expires_at, mail.at, mail.resend
    FROM invite_records AS invitation JOIN users AS shop ON shop.id = invitation.distributor_id
      JOIN teams AS team ON team.id = invitation.team_id,
      LATERAL (VALUES (sent_at, NULL), (resent_at, 1)) AS mail (at, resend)
    WHERE mail.at IS NOT NULL ORDER BY mail.at, invitation.id`;
  for (let from = 0; from < sent.length; from += BATCH) {
    const data = sent.slice(from, from + BATCH).map(({ at, resend, ...known }) => {
      const invitation = {
        ...known,
        nonce: FIRST,
        status: 'SUCCESS',
        send_attempts: 0,
        resent_count: 0,
      } as const;
      return { ...writeInvitation(invitation, resend ?? undefined), createdAt: at, sentAt: at };
    });
    await db.mail.createMany({ data });
  }
}
