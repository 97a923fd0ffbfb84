import { useId, type ReactNode } from 'react';
import styles from './section.module.css';

type SectionProps = { title: string; extra?: ReactNode; children: ReactNode };

/** A part of a page under its own heading, on a card. */
export function Section({ title, extra, children }: SectionProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={styles.section}>
      <header className={styles.header}>
        <h2 id={heading}>{title}</h2>
        {extra}
      </header>
      {children}
    </section>
  );
}
