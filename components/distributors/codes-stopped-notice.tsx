import { useFormatter, useTranslations } from 'next-intl';
import styles from './distributor-view.module.css';

/** Tells a distributor that none of its codes can be redeemed, although its lists show them as they are. */
export function CodesStoppedNotice({ stopped }: { stopped: string | null }) {
  const t = useTranslations('codes_stopped');
  const format = useFormatter();
  if (!stopped) return null;
  const since = format.dateTime(new Date(stopped), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div role="note" className={styles.stopped}>
      <strong>{t('title', { since })}</strong>
      <span>{t('body')}</span>
    </div>
  );
}
