'use client';

import { Bar } from '@ant-design/charts';
import type { Mode, Tone } from './palette';
import { AXIS_FONT, plotLook } from './plot-look';
import { fitted, textWidth } from './text-width';
import { useFigureWords } from './use-figure-words';

const WIDEST_BAR = 22;
/** A column for the names, as wide as they need: on a phone, no more than leaves room for the bars. */
const LONGEST_NAME = 190;
const SHARE_OF_WINDOW = 0.36;
/** Between a name and its bar. */
const BESIDE_NAME = 12;
/** Of a digit at the end of the longest bar, which would be cut off beyond the plot. */
const DIGIT = 7;

export type BarOf = {
  name: string;
  count: number;
  /** Where the bar is a status. */
  tone?: Tone;
};

export type BarPlotProps = {
  bars: BarOf[];
  /** What the bars measure, for the tooltip. */
  measure: string;
  /** The figures are amounts in it. */
  currency?: string;
  /** Each in a colour of its own, where another chart shows the same things. */
  colorful?: boolean;
  mode: Mode;
};

export function BarPlot({ bars, measure, currency, colorful, mode }: BarPlotProps) {
  const { figure, axisFigure } = useFigureWords(currency);
  const { series, toneColor, axis, label, plot, tooltipStyle } = plotLook(mode);
  // Two things may have one name: their places tell them apart.
  const data = bars.map((bar, at) => ({ ...bar, at, place: String(at) }));
  const room = Math.min(LONGEST_NAME, window.innerWidth * SHARE_OF_WINDOW);
  const names = bars.map(({ name }) => fitted(name, room, widthOf));
  const nameAt = (place: string) => names[Number(place)] ?? '';
  const colorOf = ({ tone, at }: { tone?: Tone; at: number }) =>
    tone ? toneColor(tone) : series[colorful ? at % series.length : 0];
  const longest = Math.max(...data.map(({ count }) => figure(count).length));
  return (
    <Bar
      {...plot}
      data={data}
      xField="place"
      yField="count"
      colorField="place"
      scale={{
        y: { domainMin: 0, nice: true },
        color: { domain: data.map(({ place }) => place), range: data.map(colorOf) },
      }}
      paddingRight={16 + DIGIT * longest}
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
          size: Math.ceil(Math.max(...names.map(widthOf))) + BESIDE_NAME,
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

const widthOf = (name: string) => textWidth(name, AXIS_FONT);
