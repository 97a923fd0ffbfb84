'use client';

import { CheckCircleFilled } from '@ant-design/icons';
import { useFormatter, useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useId, useState } from 'react';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { MatterKind, Matters as Listed } from '@/lib/monitoring/list-matters';
import { rerunIssueAction } from '../orders/[order_no]/actions';
import { MatterMove, type FailedIssue } from './matter-move';
import { MatterWords } from './matter-words';
import styles from './matters.module.css';

const RerunDialog = dynamic(
  () => import('@/components/codes/rerun-dialog').then((file) => file.RerunDialog),
  {
    ssr: false,
  },
);

/** Where all of a kind are listed. */
const LISTS: Record<MatterKind, string> = {
  issue_failed: '/admin/orders?fulfillment_status=failed',
  // Paid and not complete: those whose issuing has not begun as well.
  issue_stuck: '/admin/orders?status=confirmed',
  refund_waits: '/admin/payments/refunds?status=AWAITING_APPROVAL',
  refund_failed: '/admin/payments/refunds?status=FAILED',
  books_differ: '/admin/payments/reconciliation',
  alert: '/admin/alerts',
  jobs_failed: '/admin/jobs?state=failed',
  invitations_failed: '/admin/members?status=failed',
};

/** What waits for a person, each with the button that mends it; a calm sentence when nothing does. */
export function Matters({ matters: { items, more } }: { matters: Listed }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const heading = useId();
  const [asked, setAsked] = useState<{ order: FailedIssue; open: boolean }>();
  const count =
    more.length > 0 ? t('matters_at_least', { count: items.length }) : format.number(items.length);
  return (
    <section aria-labelledby={heading} className={styles.matters} data-calm={items.length === 0}>
      <h2 id={heading}>
        {t('matters')} {items.length > 0 && <span className={styles.count}>{count}</span>}
      </h2>
      {items.length === 0 ? (
        <p className={styles.calm}>
          <CheckCircleFilled aria-hidden="true" /> {t('matters_none')}
        </p>
      ) : (
        <ul className={styles.list}>
          {items.map((matter) => (
            <li key={matter.id}>
              <StatusTag
                kind="matter"
                value={matter.kind === 'books_differ' && matter.failed ? 'books_failed' : matter.kind}
              />
              <div className={styles.words}>
                <MatterWords matter={matter} />
                <span className={styles.since}>
                  <RelativeTime at={matter.since} />
                </span>
              </div>
              <div className={styles.moves}>
                <MatterMove matter={matter} askAgain={(order) => setAsked({ order, open: true })} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {more.length > 0 && (
        <p className={styles.more}>
          {t('matters_more')}
          {more.map((kind) => (
            <Link key={kind} prefetch={false} href={LISTS[kind]}>
              {t(`matters_all.${kind}`)}
            </Link>
          ))}
        </p>
      )}
      {asked && (
        <RerunDialog
          {...asked}
          rerun={rerunIssueAction}
          close={() => setAsked({ order: asked.order, open: false })}
        />
      )}
    </section>
  );
}
