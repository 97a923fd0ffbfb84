'use client';

import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import type { ShownRefund } from '@/lib/payments/refund-rows';
import type { RefundActions } from './refund-actions';
import { RefundMoves } from './refund-moves';
import { RefundsTable } from './refunds-table';

type MovableRefundsProps = {
  refunds: ShownRefund[];
  /** Left out for who may not move refunds. */
  actions?: RefundActions;
  withPayment?: boolean;
  empty: string | null;
};

/** Refunds with what can be done about each. */
export function MovableRefunds({ refunds, actions, withPayment, empty }: MovableRefundsProps) {
  const t = useTranslations('payments');
  const moves = actions && {
    key: 'actions',
    title: t('actions'),
    render: (refund: ShownRefund) => <RefundMoves refund={refund} actions={actions} />,
  };
  return (
    <RefundsTable
      refunds={refunds}
      withPayment={withPayment}
      more={moves ? [moves] : []}
      empty={<EmptyState>{empty}</EmptyState>}
    />
  );
}
