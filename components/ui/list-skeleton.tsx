import { useTranslations } from 'next-intl';
import styles from './list-skeleton.module.css';

const ROWS = 8;

/** As high as a table of eight rows, so that nothing jumps when they come. */
export function ListSkeleton({ columns }: { columns: number }) {
  const t = useTranslations('ui');
  return (
    <div role="status" className={styles.skeleton}>
      <span className="heard">{t('loading')}</span>
      {Array.from({ length: ROWS + 1 }, (_, row) => (
        <div key={row} className={styles.row}>
          {Array.from({ length: columns }, (_, column) => (
            <span key={column} />
          ))}
        </div>
      ))}
    </div>
  );
}
