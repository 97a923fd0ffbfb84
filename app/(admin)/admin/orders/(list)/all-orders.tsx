'use client';

import { useTranslations } from 'next-intl';
import { useOrderColumns } from '@/components/codes/order-columns';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable } from '@/components/ui/list-table';
import type { AnyCodeOrder } from '@/lib/codes/schema';
import { readOrderAction } from './actions';
import styles from './all-orders.module.css';

/** Everybody's orders of codes. */
export function AllOrders({ orders, filtered }: { orders: AnyCodeOrder[]; filtered: boolean }) {
  const t = useTranslations('admin_orders');
  const words = useTranslations('code_orders');
  const columns = useOrderColumns<AnyCodeOrder>({
    hrefOf: ({ order_no }) => `/admin/orders/${order_no}`,
    read: readOrderAction,
    more: [
      {
        key: 'buyer',
        title: words('buyer'),
        render: ({ buyer }) => (
          <span title={buyer.email} className={styles.buyer}>
            {buyer.name}
          </span>
        ),
      },
    ],
  });
  return (
    <ListTable
      label={t('list')}
      columns={columns}
      rows={orders}
      rowKey={({ order_no }) => order_no}
      empty={<EmptyState>{filtered ? words('empty_filtered') : t('empty')}</EmptyState>}
    />
  );
}
