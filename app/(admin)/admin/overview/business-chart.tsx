'use client';

import { useLocale, useTranslations } from 'next-intl';
import { ChartCard } from '@/components/ui/chart-card';
import { LineChart } from '@/components/ui/line-chart';
import { LinkChoice } from '@/components/ui/link-choice';
import { useFigureWords } from '@/components/ui/use-figure-words';
import { formatMoney } from '@/lib/money';
import type { OrderFigures } from '@/lib/reports/get-order-figures';

type BusinessChartProps = {
  orders: OrderFigures;
  days: number;
  /** A currency; orders when it is none of them. */
  show?: string;
};

/** Orders, or the revenue of one currency, day by day. Which of them stands in the URL. */
export function BusinessChart({ orders, days, show }: BusinessChartProps) {
  const t = useTranslations('overview');
  const locale = useLocale();
  const { day, figure } = useFigureWords();
  const { dates, placed, paid, revenue } = orders;
  const shown = revenue.find(({ currency }) => currency === show);
  const title = shown
    ? t('revenue_by_day', { days, currency: shown.currency })
    : t('orders_by_day', { days });
  const pointsOf = (figures: number[]) => dates.map((date, at) => ({ date, count: figures[at] ?? 0 }));
  const lines = shown
    ? [{ name: t('revenue'), points: pointsOf(shown.days.map(Number)) }]
    : [
        { name: t('line_placed'), points: pointsOf(placed.days) },
        { name: t('line_paid'), points: pointsOf(paid.days) },
      ];
  const rows = dates.map((date, at) =>
    shown
      ? [day(date), formatMoney(shown.days[at] ?? '0', shown.currency, locale)]
      : [day(date), figure(placed.days[at] ?? 0), figure(paid.days[at] ?? 0)],
  );
  return (
    <ChartCard
      title={title}
      note={t(shown ? 'revenue_by_day_note' : 'orders_by_day_note')}
      extra={
        <LinkChoice
          label={t('show')}
          name="show"
          value={shown?.currency ?? 'orders'}
          options={[
            { value: 'orders', label: t('show_orders') },
            ...revenue.map(({ currency }) => ({ value: currency, label: t('show_revenue', { currency }) })),
          ]}
        />
      }
      chart={<LineChart label={title} lines={lines} currency={shown?.currency} />}
      table={{
        head: [t('day'), ...(shown ? [t('revenue')] : [t('line_placed'), t('line_paid')])],
        rows: rows.toReversed(),
      }}
    />
  );
}
