'use client';

import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTaskWords } from '@/components/monitoring/use-task-words';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { newFormKey } from '@/components/ui/form-key';
import { useRefusalDialog } from '@/components/ui/use-refusal-dialog';
import type { ListedJob } from '@/lib/monitoring/list-jobs';
import { retryJobAction } from './actions';

/** Runs a job that was given up again, or one that was put off at once. */
export function Retry({ job: { id, task, state, at } }: { job: ListedJob }) {
  const t = useTranslations('jobs');
  const wordsOf = useTaskWords();
  const feedback = useFeedback();
  const showRefusal = useRefusalDialog();
  const router = useRouter();
  const [formKey] = useState(newFormKey);
  const retrying = useMutation({
    // A job that is given up again is another thing to retry.
    mutationFn: async () => answerOf(await retryJobAction({ job_id: id }, `${formKey}-${Date.parse(at)}`)),
    onSuccess: () => {
      feedback.success(t('retry.done', { task: wordsOf(task) }));
      router.refresh();
    },
    onError: (error) => showRefusal(t('retry.refused'), error),
  });
  const now = state === 'scheduled';
  return (
    <Button
      size="small"
      loading={retrying.isPending}
      aria-label={t(now ? 'retry.now_named' : 'retry.named', { task: wordsOf(task), id: String(id) })}
      onClick={() => !retrying.isPending && retrying.mutate()}
    >
      {t(now ? 'retry.now' : 'retry.verb')}
    </Button>
  );
}
