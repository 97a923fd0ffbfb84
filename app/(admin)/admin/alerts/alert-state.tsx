'use client';

import { Segmented } from 'antd';
import { useTranslations } from 'next-intl';
import { usePathname, useRouter } from 'next/navigation';
import { useTransition } from 'react';
import styles from './alert-state.module.css';

const STATES = ['open', 'resolved'] as const;
type State = (typeof STATES)[number];

/** Which alerts are listed; it stands in the URL. */
export function AlertState({ state }: { state: State }) {
  const t = useTranslations('alerts');
  const router = useRouter();
  const path = usePathname();
  const [loading, startTransition] = useTransition();
  return (
    <Segmented<State>
      className={styles.state}
      aria-label={t('state')}
      aria-busy={loading}
      value={state}
      options={STATES.map((value) => ({ value, label: t(value) }))}
      onChange={(value) => startTransition(() => router.push(`${path}?state=${value}`))}
    />
  );
}
