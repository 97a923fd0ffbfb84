import type { ReactNode } from 'react';
import styles from './card-form.module.css';

/** What a card asks for, and one line about it. */
export function CardHeading({ title, purpose }: { title: ReactNode; purpose?: ReactNode }) {
  return (
    <>
      <h1 className={styles.heading}>{title}</h1>
      {purpose && <p className={styles.purpose}>{purpose}</p>}
    </>
  );
}
