'use client';

import { useTranslations } from 'next-intl';
import { useTaskWords } from '@/components/monitoring/use-task-words';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ClockTask } from '@/lib/monitoring/list-clock-tasks';

/** What runs by the clock, and whether it does. */
export function ClockTable({ tasks }: { tasks: ClockTask[] }) {
  const t = useTranslations('jobs');
  const wordsOf = useTaskWords();
  const columns: ListColumn<ClockTask>[] = [
    { key: 'task', title: t('task_label'), phone: 'head', render: ({ task }) => wordsOf(task) },
    {
      key: 'state',
      title: t('state'),
      render: ({ overdue }) => <StatusTag kind="clock_task" value={overdue ? 'overdue' : 'punctual'} />,
    },
    { key: 'every', title: t('every'), render: ({ minutes }) => t('every_minutes', { minutes }) },
    {
      key: 'last',
      title: t('last_run'),
      render: ({ last_run_at: at }) => (at ? <RelativeTime at={at} /> : t('never')),
    },
  ];
  return <ListTable label={t('clock')} columns={columns} rows={tasks} rowKey={({ task }) => task} />;
}
