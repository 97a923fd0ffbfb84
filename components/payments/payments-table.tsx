'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { MoneyText } from '@/components/ui/money-text';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ListedPayment } from '@/lib/payments/list-payments';
import { FailureCause } from './failure-cause';
import { isNotNeeded, PaymentTag } from './payment-tag';
import styles from './payments.module.css';
import { useProviderName } from './use-provider-name';

type PaymentsTableProps = {
  payments: ListedPayment[];
  /** Left out among the attempts of one order. */
  withOrder?: boolean;
  empty?: ReactNode;
};

/** Attempts to pay: what each is, how it stands, and how much of it came and went back. */
export function PaymentsTable({ payments, withOrder, empty }: PaymentsTableProps) {
  const t = useTranslations('payments');
  const nameOf = useProviderName();
  const columns: ListColumn<ListedPayment>[] = [
    {
      key: 'payment',
      title: t('payment'),
      phone: 'head',
      render: ({ id, provider, method, purpose }) => (
        <div className={`${styles.two} ${styles.named}`}>
          <Link prefetch={false} href={`/admin/payments/${id}`}>
            {t('number', { id: String(id) })}
          </Link>
          <span>
            {[
              nameOf(provider),
              method !== provider && nameOf(method),
              purpose !== 'order' && t(`purpose.${purpose}`),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
      ),
    },
    {
      key: 'status',
      title: t('status'),
      render: (payment) => {
        const { status, error_code, failure_reason } = payment;
        return (
          <div className={styles.two}>
            <PaymentTag payment={payment} />
            {error_code && (
              <span>
                <FailureCause code={error_code} reason={status === 'failed' ? failure_reason : null} />
              </span>
            )}
            {isNotNeeded(payment) && <span>{t('not_needed')}</span>}
          </div>
        );
      },
    },
    ...(withOrder
      ? [
          {
            key: 'order',
            title: t('order'),
            render: ({ order_no }: ListedPayment) => (
              <Link prefetch={false} href={`/admin/orders/${order_no}`}>
                <code>{order_no}</code>
              </Link>
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
    {
      key: 'refunded',
      title: t('refunded'),
      align: 'right',
      render: ({ refunded, currency }) =>
        /[1-9]/.test(refunded) ? <MoneyText amount={refunded} currency={currency} /> : '–',
    },
    { key: 'begun', title: t('begun'), render: ({ created_at }) => <RelativeTime at={created_at} /> },
    {
      key: 'completed',
      title: t('completed'),
      render: ({ completed_at }) => (completed_at ? <RelativeTime at={completed_at} /> : '–'),
    },
  ];
  return (
    <ListTable label={t('list')} columns={columns} rows={payments} rowKey={({ id }) => id} empty={empty} />
  );
}
