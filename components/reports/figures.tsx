import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { FigureCard, FigureCards } from '@/components/ui/figure-card';
import { formatMoney } from '@/lib/money';
import type { SalesFigures } from '@/lib/reports/get-sales-figures';
import type { Summary } from '@/lib/reports/get-summary';
import type { MeasureName } from '@/lib/reports/schema';

type FiguresProps = { summary: Summary; sales: SalesFigures };

/** Four figures of the period, and under each the same of all time. */
export function Figures({ summary, sales: { currency, period, before, daily } }: FiguresProps) {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  const locale = useLocale();
  const days = daily.length;
  const trendOf = (measure: MeasureName) => daily.map((day) => day[measure]);
  const about = (measure: MeasureName) => ({
    change: { now: period[measure], before: before[measure], days },
    trend: trendOf(measure),
  });
  // Both periods are estimated at the price of today, so they differ as the users who accepted do. Without a price nothing does.
  const priced = Number(summary.unit_price) > 0;
  return (
    <FigureCards>
      <FigureCard
        label={t('attempts')}
        note={t('attempts_note', { count: summary.redeem_attempts_total, uses: summary.redeem_attempts })}
        {...about('attempt')}
      >
        {format.number(period.attempt)}
      </FigureCard>
      <FigureCard
        label={t('sent')}
        note={t('all_time', { count: summary.invites_sent_success })}
        {...about('success')}
      >
        {format.number(period.success)}
      </FigureCard>
      <FigureCard
        label={t('accepted')}
        note={t('all_time', { count: summary.invites_accepted })}
        {...about('accepted')}
      >
        {format.number(period.accepted)}
      </FigureCard>
      <FigureCard
        label={t('revenue')}
        note={t('revenue_note', {
          amount: formatMoney(summary.total_revenue_estimate, currency, locale),
        })}
        change={{ now: priced ? period.accepted : 0, before: priced ? before.accepted : 0, days }}
        trend={priced ? trendOf('accepted') : daily.map(() => 0)}
      >
        {formatMoney(period.revenue_estimate, currency, locale)}
      </FigureCard>
    </FigureCards>
  );
}
