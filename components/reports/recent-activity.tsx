import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Tone } from '@/components/ui/palette';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import type { Activity } from '@/lib/reports/list-activity';
import styles from './recent-activity.module.css';

const TONES: Record<Activity['kind'], Tone> = {
  ordered: 'waiting',
  redeemed: 'working',
  accepted: 'good',
  removed: 'ended',
  withdrawn: 'ended',
  failed: 'failed',
};

type RecentActivityProps = { activity: Activity[]; membersBase: string; ordersBase: string };

/** What happened last, each with the way to the thing that it happened to. */
export function RecentActivity({ activity, membersBase, ordersBase }: RecentActivityProps) {
  const t = useTranslations('dashboard');
  return (
    <Section title={t('activity')}>
      <ul className={styles.activity}>
        {activity.map((entry) => {
          const { kind, at, plan_name: plan } = entry;
          const [name, href] =
            kind === 'ordered'
              ? [entry.order_no, `${ordersBase}/${entry.order_no}`]
              : [entry.email, `${membersBase}/${entry.invitation_id}`];
          const what =
            kind === 'ordered' ? t('happened.ordered', { count: entry.code_count }) : t(`happened.${kind}`);
          return (
            <li key={`${kind} ${href}`}>
              <i className={styles.mark} style={{ color: `var(--${TONES[kind]}-text)` }} aria-hidden="true" />
              <Link href={href} prefetch={false} className={styles.who}>
                {name}
              </Link>
              <span className={styles.what}>{what}</span>
              <span className={styles.plan}>{plan}</span>
              <RelativeTime at={at} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
