'use client';

import { useMutation } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { newFormKey } from '@/components/ui/form-key';
import { useRefusalDialog } from '@/components/ui/use-refusal-dialog';
import type { Member } from '@/lib/members/schema';
import { useMemberActions, type MemberActions } from './member-actions';

// Most visits to a list remove nobody, so the dialog comes with the first click.
const EndDialog = dynamic(() => import('./end-dialog').then((file) => file.EndDialog), { ssr: false });

type MemberMovesProps = { member: Member; size?: 'small' };

/** What can be done about an invitation or a member now. */
export function MemberMoves({ member, size }: MemberMovesProps) {
  const t = useTranslations('members');
  const actions = useMemberActions();
  // A key per opening: a dialog that is sent twice removes once.
  const [dialog, setDialog] = useState<{ key: string; open: boolean }>();
  const { email, team, status } = member;
  if (!actions || (status !== 'invited' && status !== 'active')) return null;
  const invited = status === 'invited';
  return (
    <Flex gap={8} wrap>
      {invited && <Resend member={member} resend={actions.resend} size={size} />}
      <Button
        danger
        size={size}
        aria-haspopup="dialog"
        aria-label={invited ? t('withdraw_of', { email }) : t('remove_of', { email, team })}
        onClick={() => setDialog({ key: newFormKey(), open: true })}
      >
        {t(invited ? 'withdraw' : 'remove')}
      </Button>
      {dialog && (
        <EndDialog
          key={dialog.key}
          open={dialog.open}
          close={() => setDialog({ ...dialog, open: false })}
          formKey={dialog.key}
          member={member}
          actions={actions}
        />
      )}
    </Flex>
  );
}

type ResendProps = { member: Member; resend: MemberActions['resend']; size?: 'small' };

function Resend({ member, resend, size }: ResendProps) {
  const t = useTranslations('members');
  const router = useRouter();
  const feedback = useFeedback();
  const showRefusal = useRefusalDialog();
  const { id, email } = member;
  const sending = useMutation({
    mutationFn: async () => answerOf(await resend({ invitation_id: id })),
    onSuccess: () => {
      feedback.success(t('resend_done', { email }));
      router.refresh();
    },
    onError: (error) => showRefusal(t('resend_failed'), error),
  });
  return (
    <Button
      size={size}
      loading={sending.isPending}
      aria-label={t('resend_of', { email })}
      onClick={() => !sending.isPending && sending.mutate()}
    >
      {t('resend')}
    </Button>
  );
}
