'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { endOtherSessionsAction, endSessionAction } from './actions';

type EndDialogProps = {
  open: boolean;
  close: () => void;
  /** Left out: all but this one. */
  session: { id: string; device: string } | undefined;
  others: number;
};

export function EndDialog({ open, close, session, others }: EndDialogProps) {
  const t = useTranslations('account');
  const router = useRouter();
  const feedback = useFeedback();
  // What the dialog asks stays as it was opened, whatever the list behind it learns meanwhile.
  const [count] = useState(others);
  const end = async () => {
    if (session) answerOf(await endSessionAction({ session_id: session.id }));
    else answerOf(await endOtherSessionsAction({}));
    feedback.success(t('ended'));
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={session ? t('end_title', { device: session.device }) : t('end_others_title', { count })}
      verb={session ? t('end') : t('end_others')}
      keep={t('keep_sessions')}
      danger
      failed={t('end_failed')}
      run={end}
    >
      {t('end_body')}
    </ConfirmDialog>
  );
}
