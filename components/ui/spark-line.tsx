import styles from './figure-card.module.css';

/** A small picture has no room for more. */
const MOST_POINTS = 60;
const WIDTH = 100;
const HEIGHT = 28;

/** How figures went, from zero, without a word; one alone went nowhere. Drawn by the server: no page loads a script for it. */
export function SparkLine({ figures }: { figures: number[] }) {
  if (figures.length < 2) return null;
  const means = meansOf(figures);
  const highest = Math.max(...means, 1);
  const step = WIDTH / Math.max(means.length - 1, 1);
  const points = means.map(
    (mean, at) => `${short(at * step)},${short(HEIGHT - 1 - (mean / highest) * (HEIGHT - 2))}`,
  );
  const line = points.join(' ');
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={`M0,${HEIGHT}L${line}L${WIDTH},${HEIGHT}z`} fill="currentColor" opacity="0.12" />
      <polyline points={line} fill="none" stroke="currentColor" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

const short = (length: number) => Math.round(length * 10) / 10;

/** As few as fit, each the mean of days next to each other; counted from the last day back, so that what is new counts most. */
function meansOf(figures: number[]) {
  const size = Math.ceil(figures.length / MOST_POINTS);
  const means: number[] = [];
  for (let end = figures.length; end > 0; end -= size) {
    const group = figures.slice(Math.max(end - size, 0), end);
    means.unshift(group.reduce((sum, figure) => sum + figure, 0) / group.length);
  }
  return means;
}
