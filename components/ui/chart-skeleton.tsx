import styles from './chart-card.module.css';

/** As high as the chart that follows. */
export function ChartSkeleton() {
  return <div className={styles.skeleton} aria-hidden="true" />;
}
