'use client';

import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable } from '@/components/ui/list-table';
import type { CodeOrder } from '@/lib/codes/schema';
import { useOrderColumns } from './order-columns';

type CodeOrdersListProps = {
  orders: CodeOrder[];
  /** The path under which orders are. */
  base: string;
  filtered: boolean;
};

/** The orders of one distributor, to be looked at. */
export function CodeOrdersList({ orders, base, filtered }: CodeOrdersListProps) {
  const t = useTranslations('admin_orders');
  const columns = useOrderColumns<CodeOrder>({ hrefOf: ({ order_no }) => `${base}/${order_no}` });
  return (
    <ListTable
      label={t('title')}
      columns={columns}
      rows={orders}
      rowKey={({ order_no }) => order_no}
      empty={<EmptyState>{t(filtered ? 'none_of_distributor' : 'distributor_ordered_nothing')}</EmptyState>}
    />
  );
}
