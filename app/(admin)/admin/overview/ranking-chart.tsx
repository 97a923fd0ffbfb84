'use client';

import { useTranslations } from 'next-intl';
import { BarChart } from '@/components/ui/bar-chart';
import { ChartCard } from '@/components/ui/chart-card';
import { EmptyState } from '@/components/ui/empty-state';
import { useFigureWords } from '@/components/ui/use-figure-words';
import type { RankedDistributor } from '@/lib/reports/rank-distributors';

/** As high as the table beside it. */
const BAR_HEIGHT = 40;
const AXIS_HEIGHT = 50;
const FEWEST = 4;

/** The distributors that sold most, beside each other. */
export function RankingChart({ ranked, days }: { ranked: RankedDistributor[]; days: number }) {
  const t = useTranslations('overview');
  const { figure } = useFigureWords();
  const title = t('ranking', { days });
  return (
    <ChartCard
      title={title}
      note={t('ranking_note')}
      height={AXIS_HEIGHT + BAR_HEIGHT * Math.max(ranked.length, FEWEST)}
      empty={ranked.length === 0 && <EmptyState>{t('ranking_none')}</EmptyState>}
      chart={
        <BarChart
          label={title}
          bars={ranked.map(({ name, attempt }) => ({ name, count: attempt }))}
          measure={t('redeemed')}
        />
      }
      table={{
        head: [t('distributor'), t('redeemed')],
        rows: ranked.map(({ name, attempt }) => [name, figure(attempt)]),
      }}
    />
  );
}
