'use client';

import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { PayButton } from '@/components/codes/pay-button';
import { useWayName } from '@/components/codes/use-way-name';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import type { WayToPay } from '@/lib/payments/list-ways-to-pay';
import type { SandboxCard } from '@/lib/payments/providers/sandbox-cards';
import { cancelOrderAction, payOrderAction } from './actions';
import { PayByCard } from './pay-by-card';

type OrderMovesProps = {
  orderNo: string;
  lastPaymentFailed: boolean;
  /** Those that are paid on a page, the usual one first. */
  ways: WayToPay[];
  cards: SandboxCard[];
  undecided: boolean;
};

/** What the buyer can do with an order that is not paid yet. */
export function OrderMoves({ orderNo, lastPaymentFailed, ways, cards, undecided }: OrderMovesProps) {
  const t = useTranslations('code_order');
  const nameOf = useWayName();
  const router = useRouter();
  const feedback = useFeedback();
  const [cancelling, setCancelling] = useState(false);
  const cancel = async () => {
    answerOf(await cancelOrderAction({ order_no: orderNo }));
    feedback.success(t('cancel_done', { order_no: orderNo }));
    router.refresh();
  };
  return (
    <Flex gap={8} wrap>
      {!undecided &&
        ways.map(({ provider, method }, at) => (
          <PayButton
            key={method}
            type={at === 0 ? 'primary' : 'default'}
            orderNo={orderNo}
            pay={(order) => payOrderAction({ ...order, provider, method })}
          >
            {ways.length > 1
              ? t('pay_by', { way: nameOf(method) })
              : t(lastPaymentFailed ? 'pay_again' : 'pay')}
          </PayButton>
        ))}
      {!undecided && cards.length > 0 && <PayByCard orderNo={orderNo} cards={cards} />}
      <Button danger aria-haspopup="dialog" onClick={() => setCancelling(true)}>
        {t('cancel')}
      </Button>
      <ConfirmDialog
        open={cancelling}
        close={() => setCancelling(false)}
        title={t('cancel_title', { order_no: orderNo })}
        verb={t('cancel')}
        keep={t('keep_order')}
        danger
        failed={t('cancel_failed')}
        run={cancel}
      >
        {t('cancel_body')}
      </ConfirmDialog>
    </Flex>
  );
}
