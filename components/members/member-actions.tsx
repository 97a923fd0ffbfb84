'use client';

import { createContext, use, type ReactNode } from 'react';
import type { ActionResult } from '@/lib/web/define-action';

export type MemberActions = {
  resend: (input: { invitation_id: number }) => Promise<ActionResult<unknown>>;
  withdraw: (input: { invitation_id: number; reason: string }) => Promise<ActionResult<unknown>>;
  remove: (
    input: { email: string; team_id: number; reason: string },
    formKey?: string,
  ) => Promise<ActionResult<{ status: 'removed' | 'removing' | 'withdrawn' }>>;
};

const Actions = createContext<MemberActions | null>(null);

/** Lets lists and pages of members inside it offer what can be done about them; elsewhere they only show. */
export function MemberActionsProvider({
  actions,
  children,
}: {
  actions: MemberActions;
  children: ReactNode;
}) {
  return <Actions value={actions}>{children}</Actions>;
}

export function useMemberActions() {
  return use(Actions);
}
