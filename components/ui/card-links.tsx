import type { ReactNode } from 'react';
import styles from './card-form.module.css';

/** Where else a card leads. */
export function CardLinks({ children }: { children: ReactNode }) {
  return <p className={styles.links}>{children}</p>;
}
