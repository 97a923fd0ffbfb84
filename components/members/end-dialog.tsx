'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { ReasonField } from '@/components/ui/reason-field';
import type { Member } from '@/lib/members/schema';
import type { MemberActions } from './member-actions';

type EndDialogProps = {
  open: boolean;
  close: () => void;
  formKey: string;
  member: Member;
  actions: MemberActions;
};

/** Asks why before an invitation is withdrawn or a member removed, and says what follows. */
export function EndDialog({ open, close, formKey, member, actions }: EndDialogProps) {
  const t = useTranslations('members');
  const router = useRouter();
  const feedback = useFeedback();
  const [reason, setReason] = useState('');
  // What the dialog asks stays as it was opened, whatever the list behind it learns meanwhile.
  const [invited] = useState(member.status === 'invited');
  const { id, email, team_id, team, code } = member;
  const run = async () => {
    if (invited) {
      answerOf(await actions.withdraw({ invitation_id: id, reason }));
      feedback.success(t('withdraw_done', { email, code }));
    } else {
      const { status } = answerOf(await actions.remove({ email, team_id, reason }, formKey));
      feedback.success(t(`${status}_done`, { email, team, code }));
    }
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={t(invited ? 'withdraw_title' : 'remove_title', { email })}
      verb={t(invited ? 'withdraw' : 'remove')}
      keep={t(invited ? 'keep_invitation' : 'keep_member')}
      danger
      failed={t(invited ? 'withdraw_failed' : 'remove_failed')}
      run={run}
      blocked={reason.trim() === ''}
    >
      {t(invited ? 'withdraw_body' : 'remove_body', { email, team, code })}
      <ReasonField
        label={t('reason')}
        help={t('reason_help')}
        missing={t('reason_missing')}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
