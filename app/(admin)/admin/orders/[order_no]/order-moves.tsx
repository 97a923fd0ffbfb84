'use client';

import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { AnyCodeOrder } from '@/lib/codes/schema';
import { rerunIssueAction } from './actions';

const RerunDialog = dynamic(
  () => import('@/components/codes/rerun-dialog').then((file) => file.RerunDialog),
  {
    ssr: false,
  },
);
const CancelDialog = dynamic(() => import('./cancel-dialog').then((file) => file.CancelDialog), {
  ssr: false,
});

type OrderMovesProps = { order: AnyCodeOrder; mayRerun: boolean; mayCancel: boolean };

/** What staff can do with an order now. */
export function OrderMoves({ order, mayRerun, mayCancel }: OrderMovesProps) {
  const t = useTranslations('code_order');
  const [asked, setAsked] = useState<{ move: 'rerun' | 'cancel'; open: boolean }>();
  const ask = (move: 'rerun' | 'cancel') => () => setAsked({ move, open: true });
  const dialog = asked && { order, open: asked.open, close: () => setAsked({ ...asked, open: false }) };
  return (
    <Flex gap={8} wrap>
      {mayRerun && (
        <Button type="primary" aria-haspopup="dialog" onClick={ask('rerun')}>
          {t('rerun')}
        </Button>
      )}
      {mayCancel && (
        <Button danger aria-haspopup="dialog" onClick={ask('cancel')}>
          {t('cancel')}
        </Button>
      )}
      {dialog && asked.move === 'rerun' && <RerunDialog {...dialog} rerun={rerunIssueAction} />}
      {dialog && asked.move === 'cancel' && <CancelDialog {...dialog} />}
    </Flex>
  );
}
