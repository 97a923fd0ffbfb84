'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import styles from './chart.module.css';
import { ChartSkeleton } from './chart-skeleton';
import type { Tone } from './palette';
import { sliceColors } from './slice-colors';
import { useFigureWords } from './use-figure-words';
import { useMode } from './use-mode';

const PiePlot = dynamic(() => import('./pie-plot').then((file) => file.PiePlot), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

export type Slice = {
  name: string;
  count: number;
  tone: Tone;
  /** Where the things that it counts are listed. */
  href?: string;
};

type PieChartProps = {
  slices: Slice[];
  /** What is drawn, for people who cannot see it. */
  label: string;
};

/** Parts of a whole. Beside it every part with its exact figure, also those too thin to be seen. */
export function PieChart({ slices, label }: PieChartProps) {
  const mode = useMode();
  const { figure, share } = useFigureWords();
  const total = slices.reduce((sum, { count }) => sum + count, 0);
  const colors = sliceColors(
    slices.map(({ tone }) => tone),
    mode,
  );
  // A slice of nothing would be drawn as a line.
  const drawn = slices.flatMap(({ name, count }, at) =>
    count > 0 ? [{ name, count, color: colors[at] ?? '' }] : [],
  );
  return (
    <div className={styles.parted}>
      <div role="img" aria-label={label} className={styles.plot}>
        <PiePlot slices={drawn} mode={mode} />
      </div>
      <ul className={styles.legend}>
        {slices.map(({ name, count, href }, at) => (
          <li key={name}>
            <i aria-hidden="true" style={{ background: colors[at] }} />
            {href ? <Link href={href}>{name}</Link> : <span>{name}</span>}
            <span className={styles.count}>{figure(count)}</span>
            <span className={styles.share}>{share(total && count / total)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
