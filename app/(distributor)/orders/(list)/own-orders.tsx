'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { BuyCodesButton } from '@/components/codes/buy-codes';
import { useOrderColumns } from '@/components/codes/order-columns';
import { PayButton } from '@/components/codes/pay-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable } from '@/components/ui/list-table';
import type { CodeOrder } from '@/lib/codes/schema';
import { payOrderAction } from '../[order_no]/actions';
import styles from './own-orders.module.css';

/** A distributor's orders; each row offers the one thing that can be done with it now. */
export function OwnOrders({ orders, filtered }: { orders: CodeOrder[]; filtered: boolean }) {
  const t = useTranslations('code_orders');
  const columns = useOrderColumns<CodeOrder>({ hrefOf: ({ order_no }) => `/orders/${order_no}` });
  const action = {
    key: 'action',
    title: t('actions'),
    render: (order: CodeOrder) => <Move order={order} />,
  };
  return (
    <ListTable
      label={t('list')}
      columns={[...columns, action]}
      rows={orders}
      rowKey={({ order_no }) => order_no}
      empty={
        filtered ? (
          <EmptyState>{t('empty_filtered')}</EmptyState>
        ) : (
          <EmptyState action={<BuyCodesButton />}>{t('empty')}</EmptyState>
        )
      }
    />
  );
}

function Move({ order }: { order: CodeOrder }) {
  const t = useTranslations('code_orders');
  const { order_no, status, payment_status, delivered_count } = order;
  if (status === 'pending' && payment_status === 'unpaid') {
    return (
      <PayButton
        size="small"
        orderNo={order_no}
        pay={payOrderAction}
        aria-label={t('pay_order', { order_no })}
      >
        {t('pay')}
      </PayButton>
    );
  }
  if (delivered_count === 0) return null;
  return (
    <Link
      prefetch={false}
      className={styles.move}
      href={`/codes?order_no=${order_no}`}
      aria-label={t('view_codes_of', { order_no })}
    >
      {t('view_codes')}
    </Link>
  );
}
