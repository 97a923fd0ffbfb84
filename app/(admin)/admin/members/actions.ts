'use server';

import { removeMember } from '@/lib/members/remove-member';
import { resendInvitation } from '@/lib/members/resend-invitation';
import { RemoveMemberInput, ResendInvitationInput, WithdrawInvitationInput } from '@/lib/members/schema';
import { withdrawInvitation } from '@/lib/members/withdraw-invitation';
import { defineAction } from '@/lib/web/define-action';

export const resendInvitationAction = defineAction(ResendInvitationInput, resendInvitation);
export const withdrawInvitationAction = defineAction(WithdrawInvitationInput, withdrawInvitation);
export const removeMemberAction = defineAction(RemoveMemberInput, removeMember);
