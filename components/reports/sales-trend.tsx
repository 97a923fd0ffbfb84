import { useFormatter, useTranslations } from 'next-intl';
import { ChartCard } from '@/components/ui/chart-card';
import { LineChart } from '@/components/ui/line-chart';
import { LinkChoice } from '@/components/ui/link-choice';
import type { SalesFigures } from '@/lib/reports/get-sales-figures';
import { MEASURES, type MeasureName } from '@/lib/reports/schema';

type SalesTrendProps = { sales: SalesFigures; measure: MeasureName };

/** Sales day by day. What is counted stands in the URL, so a reload or a shared link shows the same. */
export function SalesTrend({ sales: { daily, period }, measure }: SalesTrendProps) {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  const name = t(`measure.${measure}`);
  const title = t('trend', { days: daily.length });
  const points = daily.map((day) => ({ date: day.date, count: day[measure] }));
  // A business day is a date without a time: taking it as noon in UTC keeps it the same day everywhere.
  const dayOf = (date: string) =>
    format.dateTime(new Date(`${date}T12:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <ChartCard
      title={title}
      note={t('trend_note', { measure: name, count: period[measure] })}
      extra={
        <LinkChoice
          label={t('measure_label')}
          name="measure"
          value={measure}
          options={MEASURES.map((value) => ({ value, label: t(`measure.${value}`) }))}
        />
      }
      chart={<LineChart lines={[{ name, points }]} label={title} />}
      table={{
        head: [t('day'), name],
        rows: points.map(({ date, count }) => [dayOf(date), format.number(count)]).toReversed(),
      }}
    />
  );
}
