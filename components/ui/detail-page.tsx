import type { ReactNode } from 'react';
import styles from './detail-page.module.css';
import { PageHeader } from './page-header';

type DetailPageProps = {
  title: ReactNode;
  /** In which states the thing is. */
  tags: ReactNode;
  /** The moves that are possible now. */
  moves?: ReactNode;
  timeline: ReactNode;
  children: ReactNode;
};

/** The page of one thing: what it is called and how it stands, what can be done, what it is, what happened to it. */
export function DetailPage({ title, tags, moves, timeline, children }: DetailPageProps) {
  return (
    <>
      <PageHeader title={title} purpose={<span className={styles.tags}>{tags}</span>} action={moves} />
      <div className={styles.columns}>
        <div className={styles.main}>{children}</div>
        {timeline}
      </div>
    </>
  );
}
