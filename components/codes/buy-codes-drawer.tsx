'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Drawer, Steps } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { newFormKey } from '@/components/ui/form-key';
import { useLeaveWarning } from '@/components/ui/use-leave-warning';
import { sameAmount } from '@/lib/money';
import styles from './buy-codes-drawer.module.css';
import { OrderStep } from './order-step';
import { PayStep } from './pay-step';
import { PlanStep } from './plan-step';
import { quoteQuery } from './purchase-queries';
import {
  EMPTY_DRAFT,
  inputOf,
  isStepDone,
  isTouched,
  PAY_STEP,
  STEPS,
  wayOf,
  whereToPay,
  type BuyCodesActions,
  type PurchaseInput,
} from './purchase-steps';

type BuyCodesDrawerProps = { open: boolean; close: () => void; actions: BuyCodesActions };

/** Choose a plan, confirm the order, pay: one drawer is one order, whatever is clicked how often. */
export function BuyCodesDrawer({ open, close, actions }: BuyCodesDrawerProps) {
  const t = useTranslations('buy_codes');
  const feedback = useFeedback();
  const router = useRouter();
  const [step, setStep] = useState(0);
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [formKey] = useState(newFormKey);
  const input = inputOf(draft);
  const quote = useQuery(quoteQuery(actions.quote, step > 0 ? input : null));
  const way = wayOf(draft, quote.data);
  const sent = useRef(false);
  const purchase = useMutation({
    mutationFn: async (order: PurchaseInput) => answerOf(await actions.buy(order, formKey)),
    onSuccess: (order) => {
      // A price that has changed meanwhile is shown before anybody is sent to pay it.
      const expected = quote.data && sameAmount(order.total_amount, quote.data.total_amount);
      const page = whereToPay(order, way);
      if (expected && page) window.location.assign(page);
    },
    onError: () => {
      sent.current = false;
    },
  });
  const heading = useStepFocus(step);
  const mayLoseInput = open && isTouched(draft) && !purchase.data;
  useLeaveWarning(mayLoseInput);

  const leave = () => {
    if (purchase.isPending) return;
    if (purchase.data) router.refresh();
    if (!mayLoseInput) return close();
    feedback.dialog((modal) =>
      modal.confirm({
        title: t('discard_title'),
        content: t('discard_body'),
        okText: t('discard'),
        cancelText: t('keep'),
        okButtonProps: { danger: true },
        focusable: { autoFocusButton: 'cancel' },
        onOk: close,
      }),
    );
  };
  const confirm = () => {
    // Between two renders a second click would still find the button enabled.
    if (!input || !way || sent.current) return;
    sent.current = true;
    const { provider, method } = way;
    purchase.mutate({ ...input, provider, method });
  };
  const done = isStepDone(step, draft, quote.isPlaceholderData ? undefined : quote.data);

  return (
    <Drawer
      title={t('title')}
      size={720}
      open={open}
      onClose={leave}
      mask={{ closable: !purchase.isPending }}
      classNames={{ wrapper: styles.wrapper }}
      footer={
        <div className={styles.footer}>
          <Button onClick={leave} disabled={purchase.isPending}>
            {purchase.data ? t('close') : t('cancel')}
          </Button>
          <span className={styles.moves}>
            {step > 0 && !purchase.data && (
              <Button onClick={() => setStep(step - 1)} disabled={purchase.isPending}>
                {t('previous')}
              </Button>
            )}
            {step < PAY_STEP && (
              <Button type="primary" disabled={!done} onClick={() => setStep(step + 1)}>
                {t('next')}
              </Button>
            )}
            {step === PAY_STEP && !purchase.data && (
              <Button type="primary" disabled={!done} loading={purchase.isPending} onClick={confirm}>
                {t(way?.charged ? 'place_order' : 'confirm_payment')}
              </Button>
            )}
          </span>
        </div>
      }
    >
      <Steps
        current={step}
        size="small"
        responsive={false}
        titlePlacement="vertical"
        items={STEPS.map((name) => ({ title: t(`step.${name}`) }))}
      />
      <h2 ref={heading} tabIndex={-1} className={styles.heading}>
        {t(`heading.${STEPS[step] ?? 'plan'}`)}
      </h2>
      {step === 0 && (
        <PlanStep chosen={draft.plan_id} choose={(planId) => setDraft({ ...draft, plan_id: planId })} />
      )}
      {step === 1 && (
        <OrderStep
          quantity={draft.quantity}
          setQuantity={(quantity) => setDraft({ ...draft, quantity })}
          quote={quote.data}
          pricing={quote.isFetching || !done}
          error={quote.error}
          retry={() => void quote.refetch()}
        />
      )}
      {step === PAY_STEP && (
        <PayStep
          quote={quote.data}
          way={way}
          choose={(method) => setDraft({ ...draft, method })}
          placing={purchase.isPending}
          placed={purchase.data}
          error={purchase.error}
        />
      )}
    </Drawer>
  );
}

/** Moves the focus along with the steps, so that a keyboard or a screen reader is where the new content is. */
function useStepFocus(step: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) heading.current?.focus();
    shown.current = step;
  }, [step]);
  return heading;
}
