'use client';

import { Pie } from '@ant-design/charts';
import type { Mode } from './palette';
import { plotLook } from './plot-look';
import { useFigureWords } from './use-figure-words';

/** A thinner slice has no room for its percentage; it stands in the legend. */
const THINNEST_LABELLED = 0.12;

type PieSlice = { name: string; count: number; color: string };

export type PiePlotProps = { slices: PieSlice[]; mode: Mode };

export function PiePlot({ slices, mode }: PiePlotProps) {
  const { figure, wholeShare } = useFigureWords();
  const { card, plot, tooltipStyle } = plotLook(mode);
  const total = slices.reduce((sum, { count }) => sum + count, 0);
  return (
    <Pie
      {...plot}
      data={slices}
      angleField="count"
      colorField="name"
      radius={0.8}
      margin={0}
      padding={0}
      scale={{ color: { domain: slices.map(({ name }) => name), range: slices.map(({ color }) => color) } }}
      style={{ stroke: card, lineWidth: slices.length > 1 ? 1 : 0 }}
      legend={false}
      label={{
        position: 'inside',
        text: ({ count }: PieSlice) => (count / total < THINNEST_LABELLED ? '' : wholeShare(count / total)),
        style: { fill: card, fontWeight: 600 },
      }}
      tooltip={{ title: '', items: [({ name, count }: PieSlice) => ({ name, value: figure(count) })] }}
      interaction={{ tooltip: tooltipStyle }}
    />
  );
}
