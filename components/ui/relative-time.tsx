'use client';

import { useFormatter, useNow } from 'next-intl';
import styles from './figure.module.css';
import { seenAt } from './seen-at';
import { unitOf } from './unit-of';

const MINUTE_MS = 60_000;

/** "3 minutes ago", the exact time in its tooltip. Server and browser start from the same "now", then it ticks on. */
export function RelativeTime({ at }: { at: string | Date }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: MINUTE_MS });
  const moment = new Date(at);
  const seen = seenAt(moment, now);
  const exact = format.dateTime(moment, { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <time dateTime={moment.toISOString()} title={exact} className={styles.figure}>
      {format.relativeTime(seen, { now, unit: unitOf(seen, now) })}
    </time>
  );
}
