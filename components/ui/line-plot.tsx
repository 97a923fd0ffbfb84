'use client';

import { Line } from '@ant-design/charts';
import type { Mode, Tone } from './palette';
import { plotLook } from './plot-look';
import { useFigureWords } from './use-figure-words';

/** More points than this stand so close that their marks would hide the line. */
const MARKED_POINTS = 60;
const MARK_SIZE = 5;
/** As many days are named as have room between them on a wide page; a narrow one leaves some out. */
const NAMED_DAYS = 12;
/** The last day's name stands half beyond the plot. */
const HALF_A_DAY_NAME = 28;

/** A business day as YYYY-MM-DD or an hour of one as YYYY-MM-DDTHH:MM, and its figure; null where there is none, which leaves a gap. */
export type LinePoint = { date: string; count: number | null };

export type LinePlotProps = {
  /** A line that is a status has its tone. */
  lines: { name: string; tone?: Tone; points: LinePoint[] }[];
  /** The figures are amounts in it. */
  currency?: string;
  /** The figures are shares from 0 to 1. */
  shares?: boolean;
  mode: Mode;
};

export function LinePlot({ lines, currency, shares, mode }: LinePlotProps) {
  const words = useFigureWords(currency);
  const { day } = words;
  const [figure, axisFigure] = shares ? [words.share, words.share] : [words.figure, words.axisFigure];
  const { series, toneColor, axis, label, plot, tooltipStyle } = plotLook(mode);
  const names = lines.map(({ name }) => name);
  const colors = lines.map(({ tone }, at) => (tone ? toneColor(tone) : series[at % series.length]));
  const days = lines[0]?.points.length ?? 0;
  const marked = days <= MARKED_POINTS;
  // Counted from the last day, which is today.
  const isNamed = (_: string, at: number) => (days - 1 - at) % Math.ceil(days / NAMED_DAYS) === 0;
  return (
    <Line
      {...plot}
      data={lines.flatMap(({ name, points }) => points.map((point) => ({ ...point, name })))}
      xField="date"
      yField="count"
      colorField="name"
      scale={{
        y: shares ? { domain: [0, 1] } : { domainMin: 0, nice: true },
        color: { domain: names, range: colors },
      }}
      paddingRight={HALF_A_DAY_NAME}
      style={{ lineWidth: 2 }}
      point={marked && { shapeField: 'diamond', sizeField: MARK_SIZE }}
      legend={lines.length > 1 && { color: { itemLabelFill: label, itemMarker: 'circle' } }}
      axis={{
        x: {
          ...axis,
          grid: false,
          labelFormatter: day,
          tickFilter: isNamed,
          labelAutoHide: true,
        },
        y: {
          ...axis,
          tickFilter: currency || shares ? undefined : Number.isInteger,
          labelFormatter: axisFigure,
        },
      }}
      tooltip={{
        title: ({ date }: LinePoint) => day(date),
        items: [{ channel: 'y', valueFormatter: figure }],
      }}
      interaction={{ tooltip: tooltipStyle }}
    />
  );
}
