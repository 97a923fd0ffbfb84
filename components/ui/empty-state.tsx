import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

type EmptyStateProps = {
  /** One sentence: why nothing is here, or what would be. */
  children: ReactNode;
  /** The button that fills it. */
  action?: ReactNode;
};

export function EmptyState({ children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <svg viewBox="0 0 48 32" width="60" height="40" aria-hidden="true">
        <g fill="none" stroke="currentColor" strokeLinejoin="round">
          <path d="M4 16 12 4h24l8 12v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z" />
          <path d="M4 16h12c0 4 2.5 6 8 6s8-2 8-6h12" />
        </g>
      </svg>
      <p>{children}</p>
      {action}
    </div>
  );
}
