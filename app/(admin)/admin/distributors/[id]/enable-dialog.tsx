'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import type { Distributor } from '@/lib/distributors/get-distributor';
import { enableDistributorAction } from './actions';

type EnableDialogProps = { open: boolean; close: () => void; distributor: Distributor };

export function EnableDialog({ open, close, distributor }: EnableDialogProps) {
  const t = useTranslations('distributors');
  const router = useRouter();
  const feedback = useFeedback();
  const { id, name, is_active: active, codes_stopped_at: stopped } = distributor;
  const run = async () => {
    answerOf(await enableDistributorAction({ distributor_id: id }));
    feedback.success(t('enabled_done', { name }));
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={t(active ? 'resume_title' : 'enable_title', { name })}
      verb={t(active ? 'resume_codes' : 'enable')}
      keep={t('keep')}
      failed={t('enable_failed')}
      run={run}
    >
      {!active && <p style={{ margin: 0 }}>{t('enable_body', { name })}</p>}
      {stopped && <p style={{ margin: 0 }}>{t('resume_body')}</p>}
    </ConfirmDialog>
  );
}
