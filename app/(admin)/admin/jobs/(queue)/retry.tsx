'use client';

import { useTranslations } from 'next-intl';
import { useTaskWords } from '@/components/monitoring/use-task-words';
import { ActionButton } from '@/components/ui/action-button';
import type { ListedJob } from '@/lib/monitoring/list-jobs';
import { retryJobAction } from './actions';

/** Runs a job that was given up again, or one that was put off at once. */
export function Retry({ job: { id, task, state } }: { job: ListedJob }) {
  const t = useTranslations('jobs');
  const words = useTaskWords()(task);
  const now = state === 'scheduled';
  return (
    <ActionButton
      verb={t(now ? 'retry.now' : 'retry.verb')}
      named={t(now ? 'retry.now_named' : 'retry.named', { task: words, id: String(id) })}
      run={() => retryJobAction({ job_id: id })}
      done={t('retry.done', { task: words })}
      failed={t('retry.refused')}
    />
  );
}
