'use client';

import { CheckCircleFilled } from '@ant-design/icons';
import { useFormatter, useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useEffect, useId, useRef, useState } from 'react';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { Matter, MatterKind, Matters as Listed } from '@/lib/monitoring/list-matters';
import { rerunIssueAction } from './actions';
import { MatterMove } from './matter-move';
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
  issue_stuck: '/admin/orders?fulfillment_status=processing',
  alert: '/admin/alerts',
  jobs_failed: '/admin/jobs?state=failed',
  invitations_failed: '/admin/members?status=failed',
};

export type FailedIssue = Extract<Matter, { kind: 'issue_failed' }>;

/** What waits for a person, each with the button that mends it; a calm sentence when nothing does. */
export function Matters({ matters: { items, more } }: { matters: Listed }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const heading = useId();
  const [asked, setAsked] = useState<{ order: FailedIssue; open: boolean }>();
  const { title, touched } = useFocusAfterwards(items);
  const count =
    more.length > 0 ? t('matters_at_least', { count: items.length }) : format.number(items.length);
  return (
    <section aria-labelledby={heading} className={styles.matters} data-calm={items.length === 0}>
      <h2 id={heading} ref={title} tabIndex={-1}>
        {t('matters')} {items.length > 0 && <span className={styles.count}>{count}</span>}
      </h2>
      {items.length === 0 ? (
        <p className={styles.calm}>
          <CheckCircleFilled aria-hidden="true" /> {t('matters_none')}
        </p>
      ) : (
        <ul className={styles.list}>
          {items.map((matter) => (
            <li key={matter.id} onClickCapture={() => touched(matter.id)}>
              <StatusTag kind="matter" value={matter.kind} />
              <div className={styles.words}>
                <MatterWords matter={matter} />
                <span className={styles.since}>
                  <RelativeTime at={matter.since} />
                </span>
              </div>
              <MatterMove matter={matter} askAgain={(order) => setAsked({ order, open: true })} />
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

const LOOK_MS = 100;
const LOOKS = 20;

/** When the row that somebody has just mended goes, the focus it had goes to the heading instead of nowhere. */
function useFocusAfterwards(items: Matter[]) {
  const title = useRef<HTMLHeadingElement>(null);
  const held = useRef<string>(undefined);
  useEffect(() => {
    if (!held.current || items.some(({ id }) => id === held.current)) return;
    held.current = undefined;
    let looks = 0;
    // A dialog keeps the focus until it has closed, and then gives it to a button that is no more.
    const timer = setInterval(() => {
      looks += 1;
      const isLost = document.activeElement === document.body;
      if (isLost) title.current?.focus();
      if (isLost || looks === LOOKS) clearInterval(timer);
    }, LOOK_MS);
  }, [items]);
  return { title, touched: (id: string) => (held.current = id) };
}
