'use client';

import { Button, Flex, Radio } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf, RefusedError } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { useDrawer } from '@/components/ui/use-drawer';
import { FAILURE_REASONS } from '@/lib/payments/shape';
import { payByCardAction } from './actions';

/** Charges one of the sandbox's cards at once; each card's name says how it ends. */
export function PayByCard({ orderNo, cards }: { orderNo: string; cards: string[] }) {
  const t = useTranslations('pay_by_card');
  const reasons = useTranslations('failure_reason');
  const router = useRouter();
  const feedback = useFeedback();
  const { show, drawer } = useDrawer('card');
  const [card, setCard] = useState(cards[0] ?? '');
  const pay = async () => {
    const result = await payByCardAction({ order_no: orderNo, card });
    // Paid, refused or unanswered: the page below shows what is known now.
    router.refresh();
    if (!result.ok) {
      const reason = FAILURE_REASONS.find((one) => one === result.error.details.reason);
      const { error_code: errorCode, message, request_id: requestId } = result.error;
      throw new RefusedError({ errorCode, message: reason ? reasons(reason) : message, requestId });
    }
    answerOf(result);
    feedback.success(t('done', { order_no: orderNo }));
  };
  return (
    <>
      <Button aria-haspopup="dialog" onClick={show}>
        {t('button')}
      </Button>
      {drawer && (
        <ConfirmDialog
          open={drawer.open}
          close={drawer.close}
          title={t('title', { order_no: orderNo })}
          verb={t('verb')}
          keep={t('keep')}
          failed={t('failed')}
          run={pay}
        >
          <Radio.Group
            aria-label={t('cards')}
            value={card}
            onChange={({ target }) => setCard(String(target.value))}
          >
            <Flex vertical gap={4}>
              {cards.map((one) => (
                <Radio key={one} value={one}>
                  <code>{one}</code>
                </Radio>
              ))}
            </Flex>
          </Radio.Group>
        </ConfirmDialog>
      )}
    </>
  );
}
