import { defineFact, defineJob } from '../queue';
import { AgainJob, InvitationJob, JoinJob, MemberJob, WorkspaceJob } from './schema';

/** Somebody has redeemed a code: a seat is taken, the invitation has not been sent yet. */
export const invited = defineFact('members.invited', InvitationJob);

export const sendInvitationJob = defineJob('members.send-invitation', InvitationJob);
export const sendInvitationAgainJob = defineJob('members.send-invitation-again', AgainJob);

/** An invitation has one job that sends it: what makes another one replaces it. */
export const sendJobKey = (invitationId: number) => `send-invitation:${invitationId}`;

/** Somebody is a member now. */
export const accepted = defineFact('members.accepted', MemberJob);

/** A member was removed and is out of the workspace. */
export const removed = defineFact('members.removed', MemberJob);

/** A membership has run its time. */
export const expired = defineFact('members.expired', MemberJob);

export const joinWorkspaceJob = defineJob('members.join-workspace', JoinJob);
export const leaveWorkspaceJob = defineJob('members.leave-workspace', WorkspaceJob);
export const finishRemovalJob = defineJob('members.finish-removal', WorkspaceJob);

/** A member has one job for each thing that the workspace is asked for: what makes another one replaces it. */
export const joinJobKey = (memberId: number) => `join:${memberId}`;
export const leaveJobKey = (memberId: number) => `leave:${memberId}`;
