'use client';

import type { ReactNode } from 'react';
import styles from './bulk-bar.module.css';

type BulkBarProps = {
  label: string;
  /** What can be done with the rows that are selected. */ children: ReactNode;
};

/** Comes up while rows of a list are selected, and says how many. */
export function BulkBar({ label, children }: BulkBarProps) {
  return (
    <div role="region" aria-label={label} className={styles.bar}>
      <span role="status">{label}</span>
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
