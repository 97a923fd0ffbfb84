'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Cause } from '@/components/orders/cause';
import styles from '@/components/payments/payments.module.css';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ListedComparison } from '@/lib/payments/list-comparisons';

/** The comparisons, newest first. */
export function ComparisonsTable({ runs }: { runs: ListedComparison[] }) {
  const t = useTranslations('reconciliation');
  const format = useFormatter();
  const count = (value: number | undefined) => (value === undefined ? '–' : format.number(value));
  const columns: ListColumn<ListedComparison>[] = [
    {
      key: 'day',
      title: t('day'),
      phone: 'head',
      render: ({ id, day }) => (
        <Link prefetch={false} href={`/admin/payments/reconciliation/${id}`}>
          {format.dateTime(new Date(day), { dateStyle: 'medium', timeZone: 'UTC' })}
        </Link>
      ),
    },
    {
      key: 'status',
      title: t('result'),
      render: ({ status, error_code }) => (
        <div className={styles.two}>
          <StatusTag kind="comparison" value={status} />
          {error_code && (
            <span>
              <Cause code={error_code} />
            </span>
          )}
        </div>
      ),
    },
    {
      key: 'differences',
      title: t('differ'),
      align: 'right',
      render: ({ status, differences }) =>
        status === 'clean' || status === 'different' ? count(differences) : '–',
    },
    {
      key: 'payments',
      title: t('payments'),
      align: 'right',
      render: ({ compared }) => count(compared.payments),
    },
    {
      key: 'refunds',
      title: t('refunds'),
      align: 'right',
      render: ({ compared }) => count(compared.refunds),
    },
    { key: 'lines', title: t('lines'), align: 'right', render: ({ compared }) => count(compared.lines) },
    { key: 'by', title: t('by'), render: ({ requested_by }) => requested_by ?? t('by_clock') },
    { key: 'at', title: t('at'), render: ({ started_at }) => <RelativeTime at={started_at} /> },
  ];
  return (
    <ListTable
      label={t('list')}
      columns={columns}
      rows={runs}
      rowKey={({ id }) => id}
      empty={<EmptyState>{t('empty')}</EmptyState>}
    />
  );
}
