import { useFormatter, useTranslations } from 'next-intl';
import type { CSSProperties, ReactNode } from 'react';
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
    /** Shares from 0 to 1, which change by percentage points. */
    shares?: boolean;
  };
  /** Day by day, the oldest first. */
  trend?: number[];
  note?: ReactNode;
};

/** The cards of a page, side by side as there is room. */
export function FigureCards({ children }: { children: ReactNode }) {
  return (
    <div className={styles.room}>
      <dl className={styles.cards}>{children}</dl>
    </div>
  );
}

/** One figure, how it has changed, and how it went. */
export function FigureCard({ label, children, change, trend, note }: FigureCardProps) {
  const letters = typeof children === 'string' ? children.length : 1;
  return (
    <div className={styles.card}>
      <dt>{label}</dt>
      <dd className={styles.figure} style={{ '--letters': letters } as CSSProperties}>
        {children}
      </dd>
      {change && (
        <dd className={styles.change}>
          {change.shares ? <PointsWords {...change} /> : <ChangeWords {...change} />}
        </dd>
      )}
      {note && <dd className={styles.note}>{note}</dd>}
      {trend && trend.length > 1 && (
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
  if (change.kind === 'little') return t.rich('change_little', { days, b: bold });
  if (change.kind === 'same') return t.rich('change_same', { days, b: bold });
  const digits =
    Math.abs(change.share) < SMALL ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 };
  const percent = format.number(change.share, { style: 'percent', signDisplay: 'always', ...digits });
  const good = (change.kind === 'more') === (more === 'better');
  const told = (
    <Told kind={change.kind} good={good}>
      {change.times ? t('times', { times: change.times }) : percent}
    </Told>
  );
  return t.rich(change.times ? 'change_times' : 'change_since', { days, change: () => told });
}

function PointsWords({ now, before, days, more = 'better' }: NonNullable<FigureCardProps['change']>) {
  const t = useTranslations('ui');
  const format = useFormatter();
  const points = Math.round((now - before) * 10_000) / 100;
  if (points === 0) return t.rich('change_same', { days, b: bold });
  const kind = points > 0 ? 'more' : 'less';
  const told = (
    <Told kind={kind} good={(kind === 'more') === (more === 'better')}>
      {t('points', { points: format.number(points, { signDisplay: 'always', maximumFractionDigits: 2 }) })}
    </Told>
  );
  return t.rich('change_since', { days, change: () => told });
}

type ToldProps = { kind: 'more' | 'less'; good: boolean; children: ReactNode };

/** By how much, with its direction for the eye and for the ear. */
function Told({ kind, good, children }: ToldProps) {
  const t = useTranslations('ui');
  return (
    <b data-news={good ? 'good' : 'bad'}>
      <span aria-hidden="true">{kind === 'more' ? '▲' : '▼'}</span>{' '}
      <span className="heard">{t(`change_${kind}`)}</span> {children}
    </b>
  );
}

function bold(words: ReactNode) {
  return <b>{words}</b>;
}
