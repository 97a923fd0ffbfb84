import { useFormatter, useTranslations } from 'next-intl';
import { BarChart } from '@/components/ui/bar-chart';
import { ChartCard } from '@/components/ui/chart-card';
import { EmptyState } from '@/components/ui/empty-state';
import type { PlanSales } from '@/lib/reports/get-plan-sales';

/** As many bars as can be told apart; the table has all. */
const MOST_BARS = 8;

type PlanRankingProps = {
  plans: PlanSales[];
  days: number;
  /** The address of the same figures in the API. */
  api: string;
};

/** Of which plans most codes were bought and paid in the period. */
export function PlanRanking({ plans, days, api }: PlanRankingProps) {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  const bought = t('codes_paid');
  const all = plans.length <= MOST_BARS;
  const shown = all ? plans : plans.slice(0, MOST_BARS - 1);
  const rest = all ? [] : plans.slice(MOST_BARS - 1);
  const others = {
    name: t('other_plans', { count: rest.length }),
    count: rest.reduce((sum, { count }) => sum + count, 0),
  };
  const bars = shown.map(({ plan_name: name, count }) => ({ name, count }));
  return (
    <ChartCard
      title={t('ranking')}
      note={t('ranking_note', { days })}
      file={`${api}/plan-sales?format=csv&days=${days}`}
      chart={
        <BarChart label={t('ranking')} measure={bought} bars={all ? bars : [...bars, others]} colorful />
      }
      table={{
        head: [t('plan'), bought],
        rows: plans.map(({ plan_name: name, count }) => [name, format.number(count)]),
      }}
      empty={plans.length === 0 && <EmptyState>{t('no_sales', { days })}</EmptyState>}
    />
  );
}
