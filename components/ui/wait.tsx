'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { clockOf } from './clock-of';

const SECOND_MS = 1000;

/** How long until the next attempt may succeed, counting down. */
export function Wait({ seconds }: { seconds: number }) {
  const t = useTranslations('ui');
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const until = Date.now() + seconds * SECOND_MS;
    const timer = setInterval(
      () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / SECOND_MS))),
      SECOND_MS,
    );
    return () => clearInterval(timer);
  }, [seconds]);
  if (left === 0) return t('wait_over');
  // Read aloud once, not every second.
  return t.rich('wait', { time: () => <span aria-live="off">{clockOf(left)}</span> });
}
