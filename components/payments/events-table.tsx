'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ListedEvent } from '@/lib/payments/list-events';
import styles from './payments.module.css';
import { useProviderName } from './use-provider-name';

type EventsTableProps = {
  events: ListedEvent[];
  /** Left out among the messages about one payment. */
  withOrder?: boolean;
  empty?: ReactNode;
};

/** What providers told us: whether it was believed, and what came of it. */
export function EventsTable({ events, withOrder, empty }: EventsTableProps) {
  const t = useTranslations('payments');
  const nameOf = useProviderName();
  const columns: ListColumn<ListedEvent>[] = [
    {
      key: 'event',
      title: t('event'),
      phone: 'head',
      render: ({ id, provider, source }) => (
        <div className={`${styles.two} ${styles.named}`}>
          <Link prefetch={false} href={`/admin/payments/events/${id}`}>
            {t('event_number', { id: String(id) })}
          </Link>
          <span>
            {nameOf(provider)} · {t(`source.${source}`)}
          </span>
        </div>
      ),
    },
    {
      key: 'verdict',
      title: t('verdict'),
      render: ({ verdict }) => <StatusTag kind="verdict" value={verdict} />,
    },
    {
      key: 'outcome',
      title: t('outcome'),
      render: ({ verdict, outcome }) => {
        if (outcome) return <StatusTag kind="event" value={outcome} />;
        return verdict === 'verified' ? t('outcome_waiting') : '–';
      },
    },
    ...(withOrder
      ? [
          {
            key: 'order',
            title: t('order'),
            render: ({ order_no }: ListedEvent) =>
              order_no ? (
                <Link prefetch={false} href={`/admin/orders/${order_no}`}>
                  <code>{order_no}</code>
                </Link>
              ) : (
                '–'
              ),
          },
        ]
      : []),
    {
      key: 'payment',
      title: t('payment'),
      render: ({ payment_id: id }) =>
        id === null ? (
          '–'
        ) : (
          <Link prefetch={false} href={`/admin/payments/${id}`}>
            {t('number', { id: String(id) })}
          </Link>
        ),
    },
    { key: 'received', title: t('received'), render: ({ received_at }) => <RelativeTime at={received_at} /> },
  ];
  return (
    <ListTable
      label={t('events_list')}
      columns={columns}
      rows={events}
      rowKey={({ id }) => id}
      empty={empty}
    />
  );
}
