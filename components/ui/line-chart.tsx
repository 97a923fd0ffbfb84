'use client';

import dynamic from 'next/dynamic';
import styles from './chart.module.css';
import { ChartSkeleton } from './chart-skeleton';
import type { LinePlotProps } from './line-plot';
import { useMode } from './use-mode';

// The drawing library is large and cannot run on the server: it comes when a chart is seen.
const LinePlot = dynamic(() => import('./line-plot').then((file) => file.LinePlot), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

type LineChartProps = Omit<LinePlotProps, 'mode'> & {
  /** What is drawn, for people who cannot see it. */
  label: string;
};

/** A figure for each day, as one line or several, from zero. */
export function LineChart({ label, ...plot }: LineChartProps) {
  return (
    <div role="img" aria-label={label} className={styles.plot}>
      <LinePlot {...plot} mode={useMode()} />
    </div>
  );
}
