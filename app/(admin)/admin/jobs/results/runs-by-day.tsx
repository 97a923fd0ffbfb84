'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useTaskWords } from '@/components/monitoring/use-task-words';
import { ChartCard } from '@/components/ui/chart-card';
import { EmptyState } from '@/components/ui/empty-state';
import { LineChart } from '@/components/ui/line-chart';
import { LinkChoice } from '@/components/ui/link-choice';
import type { JobStats } from '@/lib/monitoring/get-job-stats';
import { useShare } from './use-share';

const RESULTS = ['succeeded', 'retried', 'failed'] as const;
const TONES = { succeeded: 'good', retried: 'waiting', failed: 'failed' } as const;
const SHOWN = ['runs', 'success'] as const;

type RunsByDayProps = {
  days: JobStats['days'];
  /** All tasks together without it. */
  task?: string;
  show: (typeof SHOWN)[number];
};

/** All tasks together or one of them: a line for each way in which a run may end, or how many of those that ended succeeded. */
export function RunsByDay({ days, task, show }: RunsByDayProps) {
  const t = useTranslations('jobs');
  const format = useFormatter();
  const share = useShare();
  const wordsOf = useTaskWords();
  const words = { succeeded: t('succeeded'), retried: t('retried'), failed: t('failed_runs') };
  const idle = days.every(({ succeeded, retried, failed }) => succeeded + retried + failed === 0);
  const title = task ? t('by_day_of', { task: wordsOf(task) }) : t('by_day');
  const dayOf = (date: string) =>
    format.dateTime(new Date(`${date}T12:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
  const lines =
    show === 'runs'
      ? RESULTS.map((result) => ({
          name: words[result],
          tone: TONES[result],
          points: days.map((day) => ({ date: day.date, count: day[result] })),
        }))
      : [{ name: t('success'), points: days.map(({ date, success }) => ({ date, count: success })) }];
  return (
    <ChartCard
      title={title}
      note={t(show === 'runs' ? 'by_day_note' : 'success_note')}
      extra={
        <>
          {task && (
            <Link prefetch={false} href={`?days=${days.length}&show=${show}`}>
              {t('all_tasks')}
            </Link>
          )}
          <LinkChoice
            label={t('show')}
            name="show"
            value={show}
            options={SHOWN.map((value) => ({ value, label: t(value) }))}
          />
        </>
      }
      chart={<LineChart label={title} lines={lines} shares={show === 'success'} />}
      table={{
        head: [t('date'), ...RESULTS.map((result) => words[result]), t('success')],
        rows: days
          .map((day) => [
            dayOf(day.date),
            ...RESULTS.map((result) => format.number(day[result])),
            share(day.success),
          ])
          .toReversed(),
      }}
      empty={idle && <EmptyState>{t('by_day_empty')}</EmptyState>}
    />
  );
}
