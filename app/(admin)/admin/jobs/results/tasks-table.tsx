'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useTaskWords } from '@/components/monitoring/use-task-words';
import { Duration } from '@/components/ui/duration';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { SparkLine } from '@/components/ui/spark-line';
import type { TaskStats } from '@/lib/monitoring/get-job-stats';
import styles from './results.module.css';
import { useShare } from './use-share';

type TasksTableProps = { tasks: TaskStats[]; days: number; show: string };

/** How each task went in the period, each with the way to its days. */
export function TasksTable({ tasks, days, show }: TasksTableProps) {
  const t = useTranslations('jobs');
  const format = useFormatter();
  const wordsOf = useTaskWords();
  const share = useShare();
  const columns: ListColumn<TaskStats>[] = [
    {
      key: 'task',
      title: t('task_label'),
      phone: 'head',
      render: ({ task }) => (
        <Link prefetch={false} href={`?days=${days}&show=${show}&task=${encodeURIComponent(task)}`}>
          {wordsOf(task)}
        </Link>
      ),
    },
    { key: 'runs', title: t('runs'), align: 'right', render: ({ runs }) => format.number(runs) },
    {
      key: 'success',
      title: t('success'),
      align: 'right',
      render: ({ success }) => share(success),
    },
    { key: 'retried', title: t('retried'), align: 'right', render: ({ retried }) => format.number(retried) },
    { key: 'failed', title: t('failed_runs'), align: 'right', render: ({ failed }) => format.number(failed) },
    {
      key: 'mean',
      title: t('mean'),
      align: 'right',
      render: ({ mean_ms: mean }) => (mean === null ? '–' : <Duration ms={mean} />),
    },
    {
      key: 'days',
      title: t('by_day_small'),
      phone: 'wide',
      render: ({ by_day: runs }) => (
        <div className={styles.spark}>
          <SparkLine figures={runs} />
        </div>
      ),
    },
  ];
  return (
    <ListTable
      label={t('by_task')}
      columns={columns}
      rows={tasks}
      rowKey={({ task }) => task}
      empty={<EmptyState>{t('by_day_empty')}</EmptyState>}
    />
  );
}
