'use client';

import { Line } from '@ant-design/charts';
import { useFormatter } from 'next-intl';
import { PALETTE, type Mode } from './palette';

export type TrendPoint = { date: string; count: number };

export type TrendPlotProps = {
  points: TrendPoint[];
  /** What is counted, for the tooltip. */
  measure: string;
  mode: Mode;
};

export function TrendPlot({ points, measure, mode }: TrendPlotProps) {
  const format = useFormatter();
  const { series, textFaint, lineSoft, raised, text } = PALETTE[mode];
  // A business day is a date without a time: taking it as noon in UTC keeps it the same day everywhere.
  const day = (date: string) =>
    format.dateTime(new Date(`${date}T12:00:00Z`), { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const axis = {
    labelFill: textFaint,
    labelOpacity: 1,
    gridStroke: lineSoft,
    gridStrokeOpacity: 1,
    gridLineDash: [0, 0],
    line: false,
    tick: false,
  };
  return (
    <Line
      containerStyle={{ height: '100%' }}
      autoFit
      animate={false}
      data={points}
      xField="date"
      yField="count"
      theme={{ type: mode === 'dark' ? 'classicDark' : 'classic', view: { viewFill: 'transparent' } }}
      scale={{ y: { domainMin: 0, nice: true } }}
      style={{ stroke: series[0], lineWidth: 2 }}
      point={{ shapeField: 'diamond', sizeField: 5, style: { fill: series[0], stroke: series[0] } }}
      axis={{
        x: {
          ...axis,
          title: false,
          grid: false,
          labelFormatter: day,
          labelAutoHide: true,
          labelAutoRotate: false,
        },
        y: {
          ...axis,
          title: false,
          tickFilter: Number.isInteger,
          labelFormatter: (count: number) => format.number(count),
        },
      }}
      tooltip={{
        title: ({ date }: TrendPoint) => day(date),
        items: [
          {
            field: 'count',
            name: measure,
            color: series[0],
            valueFormatter: (count: number) => format.number(count),
          },
        ],
      }}
      interaction={{
        tooltip: {
          css: {
            '.g2-tooltip': { background: raised, color: text },
            '.g2-tooltip-title': { color: text },
            '.g2-tooltip-list-item-name-label': { color: text },
            '.g2-tooltip-list-item-value': { color: text },
          },
        },
      }}
    />
  );
}
