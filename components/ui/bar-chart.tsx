'use client';

import dynamic from 'next/dynamic';
import type { BarPlotProps } from './bar-plot';
import styles from './chart.module.css';
import { ChartSkeleton } from './chart-skeleton';
import { useMode } from './use-mode';

const BarPlot = dynamic(() => import('./bar-plot').then((file) => file.BarPlot), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

type BarChartProps = Omit<BarPlotProps, 'mode'> & {
  /** What is drawn, for people who cannot see it. */
  label: string;
};

/** Things beside each other, one bar each from zero to the right, in the order given. */
export function BarChart({ label, ...plot }: BarChartProps) {
  return (
    <div role="img" aria-label={label} className={styles.plot}>
      <BarPlot {...plot} mode={useMode()} />
    </div>
  );
}
