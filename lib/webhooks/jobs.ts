import { defineJob } from '../queue';
import { DeliverJob, InvitationJob, MemberJob, OrderJob, TellOwnerJob } from './schema';

/** Something may have happened to one of these that its distributor wants to be told. */
export const tellOrderJob = defineJob('webhooks.tell-order', OrderJob);
export const tellRedemptionJob = defineJob('webhooks.tell-redemption', InvitationJob);
export const tellMemberJob = defineJob('webhooks.tell-member', MemberJob);

export const deliverEventJob = defineJob('webhooks.deliver-event', DeliverJob);

/** An endpoint was switched off without its owner's doing. */
export const tellOwnerJob = defineJob('webhooks.tell-owner', TellOwnerJob);

/** A delivery has one job: what makes another one replaces it. */
export const DELIVERY_JOBS = 'deliver:';
export const deliveryJobKey = (deliveryId: number) => DELIVERY_JOBS + String(deliveryId);
