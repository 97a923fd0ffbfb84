'use client';

import dynamic from 'next/dynamic';
import { ChartSkeleton } from './chart-skeleton';
import { useMode } from './use-mode';
import type { TrendPlotProps } from './trend-plot';

// The drawing library is large and cannot run on the server: it comes when a chart is seen.
const TrendPlot = dynamic(() => import('./trend-plot').then(({ TrendPlot: plot }) => plot), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

/** A count for each day, as a line from zero. */
export function TrendChart(props: Omit<TrendPlotProps, 'mode'>) {
  return <TrendPlot {...props} mode={useMode()} />;
}
