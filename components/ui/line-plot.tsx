'use client';

import { Line } from '@ant-design/charts';
import type { Mode } from './palette';
import { plotLook } from './plot-look';
import { useFigureWords } from './use-figure-words';

/** More points than this stand so close that their marks would hide the line. */
const MARKED_POINTS = 100;
const MARK_SIZE = 5;

/** A business day as YYYY-MM-DD, and its figure. */
export type LinePoint = { date: string; count: number };

export type LinePlotProps = {
  lines: { name: string; points: LinePoint[] }[];
  /** The figures are amounts in it. */
  currency?: string;
  mode: Mode;
};

export function LinePlot({ lines, currency, mode }: LinePlotProps) {
  const { day, figure, axisFigure } = useFigureWords(currency);
  const { series, axis, label, plot, tooltipStyle } = plotLook(mode);
  const names = lines.map(({ name }) => name);
  const marked = (lines[0]?.points.length ?? 0) <= MARKED_POINTS;
  return (
    <Line
      {...plot}
      data={lines.flatMap(({ name, points }) => points.map((point) => ({ ...point, name })))}
      xField="date"
      yField="count"
      colorField="name"
      scale={{ y: { domainMin: 0, nice: true }, color: { domain: names, range: series } }}
      style={{ lineWidth: 2 }}
      point={marked && { shapeField: 'diamond', sizeField: MARK_SIZE }}
      legend={lines.length > 1 && { color: { itemLabelFill: label, itemMarker: 'circle' } }}
      axis={{
        x: { ...axis, grid: false, labelFormatter: day, labelAutoHide: true },
        y: { ...axis, tickFilter: currency ? undefined : Number.isInteger, labelFormatter: axisFigure },
      }}
      tooltip={{
        title: ({ date }: LinePoint) => day(date),
        items: [{ channel: 'y', valueFormatter: figure }],
      }}
      interaction={{ tooltip: tooltipStyle }}
    />
  );
}
