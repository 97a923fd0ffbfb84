import { mailTexts } from '../mail-texts';

export type InvitationFacts = { distributor: string; team: string; link: string; expires_at: Date };

/** The mail of an invitation. */
export function invitationMail({ distributor, team, link, expires_at }: InvitationFacts) {
  return mailTexts((words, time) => ({
    subject: words('invitation.subject', { team }),
    body: words('invitation.body', { distributor, team, link, until: time(expires_at) }),
  }));
}
