'use client';

import { Button, Flex } from 'antd';
import { useLocale, useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ActionButton } from '@/components/ui/action-button';
import { useDrawer } from '@/components/ui/use-drawer';
import { formatMoney } from '@/lib/money';
import type { MovableRefund, RefundActions } from './refund-actions';

const ApproveDialog = dynamic(() => import('./approve-dialog').then((file) => file.ApproveDialog), {
  ssr: false,
});
const RejectDialog = dynamic(() => import('./reject-dialog').then((file) => file.RejectDialog), {
  ssr: false,
});

type RefundMovesProps = { refund: MovableRefund; actions: RefundActions };

/** What can be done with a refund now. Whether this person may, the verb decides. */
export function RefundMoves({ refund, actions }: RefundMovesProps) {
  const t = useTranslations('refund_move');
  const locale = useLocale();
  const [move, setMove] = useState<'approve' | 'reject'>();
  const { show, drawer } = useDrawer();
  const { id, status } = refund;
  const amount = formatMoney(refund.amount, refund.currency, locale);
  const said = { id: String(id), amount };
  const ask = (asked: 'approve' | 'reject') => () => {
    setMove(asked);
    show();
  };
  if (status === 'FAILED')
    return (
      <ActionButton
        verb={t('retry')}
        named={t('retry_named', said)}
        run={() => actions.retry({ refund_id: id })}
        done={t('retry_done', said)}
        failed={t('retry_failed')}
      />
    );
  if (status !== 'AWAITING_APPROVAL') return null;
  return (
    <Flex gap={8} wrap>
      <Button
        size="small"
        type="primary"
        aria-haspopup="dialog"
        aria-label={t('approve_named', said)}
        onClick={ask('approve')}
      >
        {t('approve')}
      </Button>
      <Button
        size="small"
        danger
        aria-haspopup="dialog"
        aria-label={t('reject_named', said)}
        onClick={ask('reject')}
      >
        {t('reject')}
      </Button>
      {drawer && move === 'approve' && (
        <ApproveDialog {...drawer} key={drawer.key} refund={refund} approve={actions.approve} />
      )}
      {drawer && move === 'reject' && (
        <RejectDialog {...drawer} key={drawer.key} refund={refund} reject={actions.reject} />
      )}
    </Flex>
  );
}
