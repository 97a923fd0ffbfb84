'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Cause } from '@/components/orders/cause';
import { RefundReason } from '@/components/orders/refund-reason';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { MoneyText } from '@/components/ui/money-text';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ShownRefund } from '@/lib/payments/refund-rows';
import styles from './payments.module.css';

type RefundsTableProps = {
  refunds: ShownRefund[];
  /** Left out among the refunds of one payment. */
  withPayment?: boolean;
  /** What else stands in a row, at its end. */
  more?: ListColumn<ShownRefund>[];
  empty?: ReactNode;
};

/** What goes back, or went: how much, why, and who wanted it. */
export function RefundsTable({ refunds, withPayment, more = [], empty }: RefundsTableProps) {
  const t = useTranslations('payments');
  const columns: ListColumn<ShownRefund>[] = [
    {
      key: 'refund',
      title: t('refund'),
      phone: 'head',
      render: ({ id, kind }) => (
        <div className={`${styles.two} ${styles.named}`}>
          <b>{t('refund_number', { id: String(id) })}</b>
          <span>{t(`refund_kind.${kind}`)}</span>
        </div>
      ),
    },
    {
      key: 'status',
      title: t('status'),
      render: ({ status, error_code, reject_reason, unknown }) => (
        <div className={styles.two}>
          <StatusTag kind="refund" value={status} />
          {status === 'FAILED' && error_code && (
            <span>
              <Cause code={error_code} /> {unknown && t('refund_unknown')}
            </span>
          )}
          {reject_reason && <span>{reject_reason}</span>}
        </div>
      ),
    },
    ...(withPayment
      ? [
          {
            key: 'payment',
            title: t('payment'),
            render: ({ payment_id, order_no }: ShownRefund) => (
              <div className={styles.two}>
                <Link prefetch={false} href={`/admin/payments/${payment_id}?tab=refunds`}>
                  {t('number', { id: String(payment_id) })}
                </Link>
                <span>
                  <code>{order_no}</code>
                </span>
              </div>
            ),
          },
        ]
      : []),
    {
      key: 'amount',
      title: t('amount'),
      align: 'right',
      render: ({ amount, currency }) => <MoneyText amount={amount} currency={currency} />,
    },
    { key: 'reason', title: t('reason'), render: ({ reason }) => <RefundReason reason={reason} /> },
    {
      key: 'by',
      title: t('by'),
      render: ({ requested_by, approved_by, rejected_by }) => (
        <div className={styles.two}>
          <span>{requested_by?.name ?? t('automatically')}</span>
          {approved_by && <span>{t('approved_by', { name: approved_by.name })}</span>}
          {rejected_by && <span>{t('rejected_by', { name: rejected_by.name })}</span>}
        </div>
      ),
    },
    { key: 'at', title: t('asked_for'), render: ({ created_at }) => <RelativeTime at={created_at} /> },
    ...more,
  ];
  return (
    <ListTable
      label={t('refunds_list')}
      columns={columns}
      rows={refunds}
      rowKey={({ id }) => id}
      empty={empty}
    />
  );
}
