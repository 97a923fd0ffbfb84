'use client';

import { useTranslations } from 'next-intl';
import { ChartCard } from '@/components/ui/chart-card';
import { EmptyState } from '@/components/ui/empty-state';
import { LineChart } from '@/components/ui/line-chart';
import { useFigureWords } from '@/components/ui/use-figure-words';
import type { ErrorTrend } from '@/lib/monitoring/list-errors';

const LEVELS = ['errors', 'warnings'] as const;
const TONES = { errors: 'failed', warnings: 'waiting' } as const;

/** Failures and refusals over time: a day by the hour, more by the day. */
export function ErrorsTrend({ trend, period }: { trend: ErrorTrend; period: 'day' | 'month' }) {
  const t = useTranslations('error_events');
  const { day, figure } = useFigureWords();
  const words = { errors: t('errors'), warnings: t('warnings') };
  const title = t(period === 'day' ? 'by_hour' : 'by_day');
  const quiet = trend.every(({ errors, warnings }) => errors + warnings === 0);
  return (
    <ChartCard
      title={title}
      note={t('trend_note')}
      chart={
        <LineChart
          label={title}
          lines={LEVELS.map((level) => ({
            name: words[level],
            tone: TONES[level],
            points: trend.map((point) => ({ date: point.date, count: point[level] })),
          }))}
        />
      }
      table={{
        head: [t('time'), ...LEVELS.map((level) => words[level])],
        rows: trend
          .toReversed()
          .map((point) => [day(point.date), ...LEVELS.map((level) => figure(point[level]))]),
      }}
      empty={quiet && <EmptyState>{t('quiet')}</EmptyState>}
    />
  );
}
