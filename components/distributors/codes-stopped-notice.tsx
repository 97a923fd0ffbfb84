import { getFormatter, getTranslations } from 'next-intl/server';
import { getDistributor } from '@/lib/distributors/get-distributor';
import type { Ctx } from '@/lib/context';
import styles from './distributor-view.module.css';

/** Tells a distributor that none of its codes can be redeemed, although its lists show them as they are. */
export async function CodesStoppedNotice({ ctx }: { ctx: Ctx }) {
  const { codes_stopped_at: stopped } = await getDistributor(ctx, 'me');
  if (!stopped) return null;
  const [t, format] = await Promise.all([getTranslations('codes_stopped'), getFormatter()]);
  const since = format.dateTime(new Date(stopped), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div role="note" className={styles.stopped}>
      <strong>{t('title', { since })}</strong>
      <span>{t('body')}</span>
    </div>
  );
}
