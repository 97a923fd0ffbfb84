'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { endOtherSessionsAction, endSessionAction } from './actions';

type EndDialogProps = {
  /** Left out: all but this one. */
  session: { id: string; device: string } | undefined;
  others: number;
  close: () => void;
};

export function EndDialog({ session, others, close }: EndDialogProps) {
  const t = useTranslations('account');
  const router = useRouter();
  const feedback = useFeedback();
  const end = async () => {
    if (session) answerOf(await endSessionAction({ session_id: session.id }));
    else answerOf(await endOtherSessionsAction({}));
    feedback.success(t('ended'));
    router.refresh();
  };
  return (
    <ConfirmDialog
      open
      close={close}
      title={session ? t('end_title', { device: session.device }) : t('end_others_title', { count: others })}
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
