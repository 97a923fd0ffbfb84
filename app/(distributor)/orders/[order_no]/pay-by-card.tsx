'use client';

import { Button, Flex, Radio } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf, RefusedError } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { useDrawer } from '@/components/ui/use-drawer';
import type { SandboxCard } from '@/lib/payments/providers/sandbox-cards';
import { FAILURE_REASONS } from '@/lib/payments/shape';
import { payByCardAction } from './actions';

/** Charges one of the sandbox's cards at once; beside each stands how that ends. */
export function PayByCard({ orderNo, cards }: { orderNo: string; cards: SandboxCard[] }) {
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
    // Paid otherwise or cancelled meanwhile: the order does not take this charge.
    if (answerOf(result).counts) feedback.success(t('done', { order_no: orderNo }));
    else feedback.info(t('goes_back', { order_no: orderNo }));
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
                  <code>{one}</code> {t(`card.${one}`)}
                </Radio>
              ))}
            </Flex>
          </Radio.Group>
        </ConfirmDialog>
      )}
    </>
  );
}
