'use client';

import { Bar } from '@ant-design/charts';
import type { Mode } from './palette';
import { plotLook } from './plot-look';
import { useFigureWords } from './use-figure-words';

const WIDEST_BAR = 22;
const LONGEST_NAME = 100;

export type BarOf = { name: string; count: number };

export type BarPlotProps = {
  bars: BarOf[];
  /** What the bars measure, for the tooltip. */
  measure: string;
  /** The figures are amounts in it. */
  currency?: string;
  mode: Mode;
};

export function BarPlot({ bars, measure, currency, mode }: BarPlotProps) {
  const { figure, axisFigure } = useFigureWords(currency);
  const { series, axis, label, plot, tooltipStyle } = plotLook(mode);
  // Two things may have one name: their places tell them apart.
  const data = bars.map((bar, at) => ({ ...bar, place: String(at) }));
  const nameAt = (place: string) => data[Number(place)]?.name ?? '';
  return (
    <Bar
      {...plot}
      data={data}
      xField="place"
      yField="count"
      colorField="place"
      scale={{ y: { domainMin: 0, nice: true }, color: { range: series } }}
      style={{ maxWidth: WIDEST_BAR, radiusTopLeft: 3, radiusTopRight: 3 }}
      legend={false}
      label={{
        text: ({ count }: BarOf) => figure(count),
        position: 'right',
        dx: 4,
        style: { fill: label, fillOpacity: 1, textAlign: 'start' },
      }}
      axis={{
        x: {
          ...axis,
          grid: false,
          labelFormatter: nameAt,
          labelAutoEllipsis: true,
          size: LONGEST_NAME,
        },
        y: {
          ...axis,
          tickFilter: currency ? undefined : Number.isInteger,
          labelFormatter: axisFigure,
          labelAutoHide: true,
        },
      }}
      tooltip={{
        title: ({ name }: BarOf) => name,
        items: [{ channel: 'y', name: measure, valueFormatter: figure }],
      }}
      interaction={{ tooltip: tooltipStyle }}
    />
  );
}
