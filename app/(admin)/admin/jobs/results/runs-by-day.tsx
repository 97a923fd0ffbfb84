'use client';

import { useTranslations } from 'next-intl';
import { ChartCard } from '@/components/ui/chart-card';
import { EmptyState } from '@/components/ui/empty-state';
import { LineChart } from '@/components/ui/line-chart';
import type { JobStats } from '@/lib/monitoring/get-job-stats';

const RESULTS = ['succeeded', 'retried', 'failed'] as const;
const TONES = { succeeded: 'good', retried: 'waiting', failed: 'failed' } as const;

/** All tasks together, a line for each way in which a run may end. */
export function RunsByDay({ days }: { days: JobStats['days'] }) {
  const t = useTranslations('jobs');
  const words = { succeeded: t('succeeded'), retried: t('retried'), failed: t('failed_runs') };
  const idle = days.every(({ succeeded, retried, failed }) => succeeded + retried + failed === 0);
  return (
    <ChartCard
      title={t('by_day')}
      note={t('by_day_note')}
      chart={
        <LineChart
          label={t('by_day')}
          lines={RESULTS.map((result) => ({
            name: words[result],
            tone: TONES[result],
            points: days.map((day) => ({ date: day.date, count: day[result] })),
          }))}
        />
      }
      table={{
        head: [t('date'), ...RESULTS.map((result) => words[result])],
        rows: days.toReversed().map((day) => [day.date, ...RESULTS.map((result) => day[result])]),
      }}
      empty={idle && <EmptyState>{t('by_day_empty')}</EmptyState>}
    />
  );
}
