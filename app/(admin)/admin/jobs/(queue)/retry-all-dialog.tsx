'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTaskWords } from '@/components/monitoring/use-task-words';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { newFormKey } from '@/components/ui/form-key';
import type { FailedTask } from '@/lib/monitoring/list-failed-tasks';
import { retryFailedJobsAction } from './actions';

type RetryAllDialogProps = { open: boolean; close: () => void; failed: FailedTask };

export function RetryAllDialog({ open, close, failed: { task, failed: count } }: RetryAllDialogProps) {
  const t = useTranslations('jobs');
  const wordsOf = useTaskWords();
  const router = useRouter();
  const feedback = useFeedback();
  const [formKey] = useState(newFormKey);
  const run = async () => {
    const { retried } = answerOf(await retryFailedJobsAction({ task }, formKey));
    feedback.success(t('retry_all.done', { count: retried }));
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={t('retry_all.title', { count })}
      verb={t('retry_all.confirm', { count })}
      keep={t('keep')}
      failed={t('retry_all.refused')}
      run={run}
    >
      {t('retry_all.body', { count, task: wordsOf(task) })}
    </ConfirmDialog>
  );
}
