'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ListedSaga } from '@/lib/monitoring/list-sagas';

export function SagasTable({ sagas, narrowed }: { sagas: ListedSaga[]; narrowed: boolean }) {
  const t = useTranslations('sagas');
  const format = useFormatter();
  const columns: ListColumn<ListedSaga>[] = [
    {
      key: 'saga',
      title: t('saga'),
      phone: 'head',
      render: ({ id, kind }) => (
        <Link prefetch={false} href={`/admin/payments/sagas/${id}`}>
          {t(`kind.${kind}`)} #{format.number(id, { useGrouping: false })}
        </Link>
      ),
    },
    { key: 'status', title: t('status'), render: ({ status }) => <StatusTag kind="saga" value={status} /> },
    {
      key: 'order',
      title: t('order'),
      render: ({ order_no }) => (
        <Link prefetch={false} href={`/admin/orders/${order_no}`}>
          <code>{order_no}</code>
        </Link>
      ),
    },
    {
      key: 'step',
      title: t('step'),
      render: ({ step, done, steps }) => (
        <>
          {step && t(`steps.${step}`)} {t('done_of', { done, steps })}
        </>
      ),
    },
    { key: 'moved', title: t('moved'), render: ({ updated_at }) => <RelativeTime at={updated_at} /> },
  ];
  return (
    <ListTable
      label={t('list')}
      columns={columns}
      rows={sagas}
      rowKey={({ id }) => id}
      empty={<EmptyState>{t(narrowed ? 'empty_found' : 'empty')}</EmptyState>}
    />
  );
}
