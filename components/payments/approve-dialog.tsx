'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useRefundReason } from '@/components/orders/refund-reason';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { newFormKey } from '@/components/ui/form-key';
import { formatMoney } from '@/lib/money';
import type { MovableRefund, RefundActions } from './refund-actions';

type ApproveDialogProps = {
  open: boolean;
  close: () => void;
  refund: MovableRefund;
  approve: RefundActions['approve'];
};

/** Asks the second person before much money goes back. */
export function ApproveDialog({ open, close, refund, approve }: ApproveDialogProps) {
  const t = useTranslations('refund_move');
  const locale = useLocale();
  const reasonOf = useRefundReason();
  const router = useRouter();
  const feedback = useFeedback();
  const [formKey] = useState(newFormKey);
  const amount = formatMoney(refund.amount, refund.currency, locale);
  const run = async () => {
    answerOf(await approve({ refund_id: refund.id }, formKey));
    feedback.success(t('approve_done', { amount }));
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={t('approve_title', { amount })}
      verb={t('approve')}
      keep={t('keep')}
      failed={t('approve_failed')}
      run={run}
    >
      <span>
        {t('approve_body', { name: refund.requested_by?.name ?? '–', order_no: refund.order_no, amount })}
      </span>
      <span>{t('approve_reason', { reason: reasonOf(refund.reason) })}</span>
    </ConfirmDialog>
  );
}
