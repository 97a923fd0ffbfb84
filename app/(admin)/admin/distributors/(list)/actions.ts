'use server';

import { inviteDistributor } from '@/lib/distributors/invite-distributor';
import { InviteDistributorInput } from '@/lib/distributors/schema';
import { defineAction } from '@/lib/web/define-action';

export const inviteDistributorAction = defineAction(InviteDistributorInput, inviteDistributor);
