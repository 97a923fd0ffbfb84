import { defineFact, defineJob } from '../queue';
import { AgainJob, InvitationJob } from './schema';

/** Somebody has redeemed a code: a seat is taken, the invitation has not been sent yet. */
export const invited = defineFact('members.invited', InvitationJob);

export const sendInvitationJob = defineJob('members.send-invitation', InvitationJob);
export const sendInvitationAgainJob = defineJob('members.send-invitation-again', AgainJob);

/** An invitation has one job that sends it: what makes another one replaces it. */
export const sendJobKey = (invitationId: number) => `send-invitation:${invitationId}`;
