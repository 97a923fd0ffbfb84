'use client';

import { useMutation } from '@tanstack/react-query';
import { Button, type ButtonProps } from 'antd';
import { useTranslations } from 'next-intl';
import { answerOf } from '@/components/ui/answers';
import { useRefusalDialog } from '@/components/ui/use-refusal-dialog';
import type { PaymentAttempt } from '@/lib/payments/create-payment';
import type { ActionResult } from '@/lib/web/define-action';

export type PayOrder = (which: { order_no: string }) => Promise<ActionResult<PaymentAttempt>>;

type PayButtonProps = Pick<ButtonProps, 'type' | 'size' | 'aria-label'> & {
  orderNo: string;
  pay: PayOrder;
  children: string;
};

/** Goes to the payment page of the open attempt, or of a new one after a failed one. */
export function PayButton({ orderNo, pay, children, ...button }: PayButtonProps) {
  const t = useTranslations('pay_button');
  const showRefusal = useRefusalDialog();
  const opening = useMutation({
    mutationFn: async () => answerOf(await pay({ order_no: orderNo })),
    onSuccess: ({ pay_url }) => pay_url && window.location.assign(pay_url),
    onError: (error) => showRefusal(t('failed'), error),
  });
  // It stays busy while the browser leaves for the payment page.
  const busy = opening.isPending || opening.isSuccess;
  return (
    <Button {...button} loading={busy} onClick={() => !busy && opening.mutate()}>
      {children}
    </Button>
  );
}
