import { defineFact, defineJob } from '../queue';
import { InvitationJob } from './schema';

/** Somebody has redeemed a code: a seat is taken, the invitation has not been sent yet. */
export const invited = defineFact('members.invited', InvitationJob);

export const sendInvitationJob = defineJob('members.send-invitation', InvitationJob);
