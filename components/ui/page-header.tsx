import type { ReactNode } from 'react';
import styles from './page-header.module.css';

type PageHeaderProps = {
  title: ReactNode;
  /** One line: what this page is for. */
  purpose?: ReactNode;
  /** The one thing most people come here to do, last; before it what else can be done with the whole page. */
  action?: ReactNode;
};

export function PageHeader({ title, purpose, action }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div>
        <h1 className={styles.title}>{title}</h1>
        {purpose && <p className={styles.purpose}>{purpose}</p>}
      </div>
      {action && <div className={styles.actions}>{action}</div>}
    </header>
  );
}
