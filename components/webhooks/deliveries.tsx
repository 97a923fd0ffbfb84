'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { Delivery } from '@/lib/webhooks/list-deliveries';
import { DeliveryResult } from './delivery-result';
import styles from './webhooks.module.css';

/** @param base where the page of a delivery is: its id follows */
export function Deliveries({
  deliveries,
  base,
  narrowed,
}: {
  deliveries: Delivery[];
  base: string;
  narrowed: boolean;
}) {
  const t = useTranslations('webhooks');
  return (
    <ListTable
      label={t('deliveries')}
      rows={deliveries}
      rowKey={({ id }) => id}
      empty={<EmptyState>{t(narrowed ? 'no_such_deliveries' : 'no_deliveries')}</EmptyState>}
      columns={[
        {
          key: 'type',
          title: t('type'),
          phone: 'head',
          render: ({ id, type, resend_of }) => (
            <span className={styles.address}>
              <Link prefetch={false} href={`${base}/${id}`}>
                {type}
              </Link>
              {resend_of !== null && <small>{t('resent')}</small>}
            </span>
          ),
        },
        {
          key: 'status',
          title: t('state'),
          render: ({ status }) => <StatusTag kind="webhook_delivery" value={status} />,
        },
        { key: 'result', title: t('result'), render: (delivery) => <DeliveryResult delivery={delivery} /> },
        { key: 'attempts', title: t('attempts'), align: 'right', render: ({ attempts }) => attempts },
        {
          key: 'url',
          title: t('url'),
          render: ({ url }) => <span className={styles.address}>{url}</span>,
        },
        { key: 'when', title: t('when'), render: ({ created_at: at }) => <RelativeTime at={at} /> },
      ]}
    />
  );
}
