'use client';

import { Segmented } from 'antd';
import { useFormatter, useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useTransition } from 'react';
import { ChartCard } from '@/components/ui/chart-card';
import { LineChart } from '@/components/ui/line-chart';
import type { MeasureName } from '@/lib/reports/schema';
import type { TrendPoint } from '@/lib/reports/get-sales-trend';

type SalesTrendProps = {
  points: TrendPoint[];
  measure: MeasureName;
  measures: readonly MeasureName[];
  days: number;
};

/** Sales day by day. What is counted stands in the URL, so a reload or a shared link shows the same. */
export function SalesTrend({ points, measure, measures, days }: SalesTrendProps) {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  const [loading, startTransition] = useTransition();
  const [, setMeasure] = useQueryState(
    'measure',
    parseAsStringLiteral(measures).withOptions({ shallow: false, history: 'replace', startTransition }),
  );
  const label = t(`measure.${measure}`);
  const sum = points.reduce((total, { count }) => total + count, 0);
  return (
    <div aria-busy={loading}>
      <ChartCard
        title={t('trend', { days })}
        note={t('trend_note', { measure: label, count: sum })}
        extra={
          <Segmented<MeasureName>
            aria-label={t('measure_label')}
            value={measure}
            onChange={(value) => void setMeasure(value)}
            options={measures.map((value) => ({ value, label: t(`measure.${value}`) }))}
          />
        }
        chart={<LineChart lines={[{ name: label, points }]} label={label} />}
        table={{
          head: [t('day'), label],
          rows: points.map(({ date, count }) => [date, format.number(count)]).toReversed(),
        }}
      />
    </div>
  );
}
