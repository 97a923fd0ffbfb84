'use server';

import { disableUser } from '@/lib/accounts/disable-user';
import { enableUser } from '@/lib/accounts/enable-user';
import { inviteUser } from '@/lib/accounts/invite-user';
import { renewPasswordLink } from '@/lib/accounts/renew-password-link';
import { InviteStaffInput, UserInput } from '@/lib/accounts/schema';
import { defineAction } from '@/lib/web/define-action';

export const inviteStaffAction = defineAction(InviteStaffInput, inviteUser);
export const disableUserAction = defineAction(UserInput, disableUser);
export const enableUserAction = defineAction(UserInput, enableUser);
export const renewPasswordLinkAction = defineAction(UserInput, renewPasswordLink);
