import type { ReactNode } from 'react';
import { MemberActionsProvider } from '@/components/members/member-actions';
import { removeMemberAction, resendInvitationAction, withdrawInvitationAction } from './actions';

const ACTIONS = {
  resend: resendInvitationAction,
  withdraw: withdrawInvitationAction,
  remove: removeMemberAction,
};

export default function MembersLayout({ children }: { children: ReactNode }) {
  return <MemberActionsProvider actions={ACTIONS}>{children}</MemberActionsProvider>;
}
