'use client';

import { useFormatter, useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import type { ListColumn } from '@/components/ui/list-table';
import { MoneyText } from '@/components/ui/money-text';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { CodeOrder } from '@/lib/codes/schema';
import { stageOf } from './progress-stage';
import type { ReadOrder } from './use-order-watch';

// Few rows are being issued when a list is looked at: the bar comes with the first one that is.
const RowProgress = dynamic(() => import('./row-progress').then((file) => file.RowProgress));

type OrderColumnsOptions<T extends CodeOrder> = {
  hrefOf: (order: T) => string;
  /** What stands between the order and its status, for example who bought it. */
  more?: ListColumn<T>[];
  read?: ReadOrder;
};

/** The columns of every list of code orders. A row that is being issued shows how far it is. */
export function useOrderColumns<T extends CodeOrder>({
  hrefOf,
  more = [],
  read,
}: OrderColumnsOptions<T>): ListColumn<T>[] {
  const t = useTranslations('code_orders');
  const format = useFormatter();
  return [
    {
      key: 'order_no',
      title: t('order'),
      phone: 'head',
      render: (order) => (
        // A page of a hundred rows would fetch a hundred pages ahead.
        <Link href={hrefOf(order)} prefetch={false}>
          <code>{order.order_no}</code>
        </Link>
      ),
    },
    ...more,
    { key: 'status', title: t('status'), render: ({ status }) => <StatusTag kind="order" value={status} /> },
    {
      key: 'payment',
      title: t('payment'),
      render: (order) => (
        <StatusTag kind="order_payment" value={order.payment_status} over={order.status === 'cancelled'} />
      ),
    },
    {
      key: 'issuing',
      title: t('issuing'),
      width: 130,
      render: (order) => {
        // Whatever issuing had come to, it goes no further.
        if (order.status === 'cancelled') return '–';
        if (isMoving(order)) return <RowProgress order={order} read={read} />;
        return <StatusTag kind="fulfillment" value={order.fulfillment_status} />;
      },
    },
    { key: 'plan', title: t('plan'), render: ({ plan_name }) => plan_name },
    {
      key: 'codes',
      title: t('codes'),
      align: 'right',
      render: ({ expected_count }) => format.number(expected_count),
    },
    {
      key: 'total',
      title: t('total'),
      align: 'right',
      render: (order) => <MoneyText amount={order.total_amount} currency={order.currency} />,
    },
    { key: 'placed', title: t('placed'), render: (order) => <RelativeTime at={order.created_at} /> },
  ];
}

function isMoving(order: CodeOrder) {
  return ['starting', 'processing', 'retrying'].includes(stageOf(order));
}
