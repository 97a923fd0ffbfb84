import { useTranslations } from 'next-intl';
import page from './order-page.module.css';
import styles from './order-skeleton.module.css';

/** The shape of an order's page while it is read. */
export function OrderSkeleton() {
  const t = useTranslations('ui');
  return (
    <div role="status">
      <span className="heard">{t('loading')}</span>
      <div className={styles.header} />
      <div className={page.columns}>
        <div className={page.main}>
          <div className={styles.progress} />
          <div className={styles.facts} />
        </div>
        <div className={styles.timeline} />
      </div>
    </div>
  );
}
