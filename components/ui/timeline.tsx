import { useFormatter } from 'next-intl';
import type { ReactNode } from 'react';
import type { Tone } from './palette';
import { Section } from './section';
import styles from './timeline.module.css';

export type TimelineItem = {
  id: string;
  at: string;
  tone: Tone;
  /** What a filter beside the title may ask for. */
  kind?: string;
  what: ReactNode;
  /** Who did it. */
  by: string;
};

type TimelineProps = { title: string; items: TimelineItem[]; extra?: ReactNode };

/** What happened to a thing, newest first. */
export function Timeline({ title, items, extra }: TimelineProps) {
  const format = useFormatter();
  const time = (at: string, timeStyle: 'short' | 'medium') =>
    format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle });
  return (
    <Section title={title} extra={extra}>
      <ol className={styles.entries}>
        {items.map(({ id, at, tone, kind, what, by }) => (
          <li key={id} data-kind={kind} className={styles[tone]}>
            {what}
            <span className={styles.about}>
              <time dateTime={at} title={time(at, 'medium')}>
                {time(at, 'short')}
              </time>{' '}
              {by}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
