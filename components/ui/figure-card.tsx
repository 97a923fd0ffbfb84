import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { changeOf } from './change-of';
import styles from './figure-card.module.css';
import { SparkLine } from './spark-line';

/** Below this share a change is told by its first two digits. */
const SMALL = 0.1;

type FigureCardProps = {
  label: string;
  /** The figure, as people read it. */
  children: ReactNode;
  /** Against as many days before. */
  change?: {
    now: number;
    before: number;
    days: number;
    /** Whether more is good news; it is when nothing is said. */
    more?: 'better' | 'worse';
  };
  /** Day by day, the oldest first. */
  trend?: number[];
  note?: ReactNode;
};

/** The cards of a page, side by side as there is room. */
export function FigureCards({ children }: { children: ReactNode }) {
  return <dl className={styles.cards}>{children}</dl>;
}

/** One figure, how it has changed, and how it went. */
export function FigureCard({ label, children, change, trend, note }: FigureCardProps) {
  return (
    <div className={styles.card}>
      <dt>{label}</dt>
      <dd className={styles.figure}>{children}</dd>
      {change && (
        <dd className={styles.change}>
          <ChangeWords {...change} />
        </dd>
      )}
      {note && <dd className={styles.note}>{note}</dd>}
      {trend && (
        <dd className={styles.trend}>
          <SparkLine figures={trend} />
        </dd>
      )}
    </div>
  );
}

function ChangeWords({ now, before, days, more = 'better' }: NonNullable<FigureCardProps['change']>) {
  const t = useTranslations('ui');
  const format = useFormatter();
  const change = changeOf(now, before);
  if (change.kind === 'new') return t.rich('change_new', { days, b: bold });
  if (change.kind === 'same') return t.rich('change_same', { days, b: bold });
  const digits =
    Math.abs(change.share) < SMALL ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 };
  const percent = format.number(change.share, { style: 'percent', signDisplay: 'always', ...digits });
  const good = (change.kind === 'more') === (more === 'better');
  const told = (
    <b data-news={good ? 'good' : 'bad'}>
      <span aria-hidden="true">{change.kind === 'more' ? '▲' : '▼'}</span>{' '}
      <span className="heard">{t(`change_${change.kind}`)}</span>{' '}
      {change.times ? t('times', { times: change.times }) : percent}
    </b>
  );
  return t.rich(change.times ? 'change_times' : 'change_since', { days, change: () => told });
}

function bold(words: ReactNode) {
  return <b>{words}</b>;
}
