'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ListedError } from '@/lib/monitoring/list-errors';
import styles from './errors.module.css';

/** The kinds of errors of the period, the most frequent first. */
export function ErrorsTable({ kinds, narrowed }: { kinds: ListedError[]; narrowed: boolean }) {
  const t = useTranslations('error_events');
  const format = useFormatter();
  const met = (count: number) => (count >= 100 ? t('hundred') : format.number(count));
  const columns: ListColumn<ListedError>[] = [
    {
      key: 'code',
      title: t('code'),
      phone: 'head',
      render: ({ id, error_code: code, place }) => (
        <div className={styles.kind}>
          <Link prefetch={false} href={`/admin/errors/${id}`}>
            <code>{code}</code>
          </Link>
          <span>{place}</span>
        </div>
      ),
    },
    {
      key: 'level',
      title: t('level'),
      render: ({ level }) => <StatusTag kind="error_level" value={level} />,
    },
    {
      key: 'state',
      title: t('state'),
      render: ({ state }) => <StatusTag kind="error_event" value={state} />,
    },
    { key: 'count', title: t('count'), align: 'right', render: ({ count }) => format.number(count) },
    { key: 'orders', title: t('orders'), align: 'right', render: ({ orders }) => met(orders) },
    { key: 'users', title: t('users'), align: 'right', render: ({ users }) => met(users) },
    { key: 'last', title: t('last_seen'), render: ({ last_seen_at: at }) => <RelativeTime at={at} /> },
  ];
  return (
    <ListTable
      label={t('list')}
      columns={columns}
      rows={kinds}
      rowKey={({ id }) => id}
      empty={<EmptyState>{t(narrowed ? 'empty_found' : 'quiet')}</EmptyState>}
    />
  );
}
