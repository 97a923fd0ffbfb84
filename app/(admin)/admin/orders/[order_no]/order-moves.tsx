'use client';

import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { AnyCodeOrder } from '@/lib/codes/schema';

const DIALOGS = {
  rerun: dynamic(() => import('./rerun-dialog').then((file) => file.RerunDialog), { ssr: false }),
  cancel: dynamic(() => import('./cancel-dialog').then((file) => file.CancelDialog), { ssr: false }),
};

type OrderMovesProps = { order: AnyCodeOrder; mayRerun: boolean; mayCancel: boolean };

/** What staff can do with an order now. */
export function OrderMoves({ order, mayRerun, mayCancel }: OrderMovesProps) {
  const t = useTranslations('code_order');
  const [asked, setAsked] = useState<{ move: keyof typeof DIALOGS; open: boolean }>();
  const ask = (move: keyof typeof DIALOGS) => () => setAsked({ move, open: true });
  const Dialog = asked && DIALOGS[asked.move];
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
      {Dialog && <Dialog order={order} open={asked.open} close={() => setAsked({ ...asked, open: false })} />}
    </Flex>
  );
}
