'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { ReasonField } from '@/components/ui/reason-field';
import type { AnyCodeOrder } from '@/lib/codes/schema';
import { formatMoney } from '@/lib/money';
import { cancelOrderAction } from './actions';

type CancelDialogProps = { order: AnyCodeOrder; open: boolean; close: () => void };

/** Asks why before an order is cancelled, and says what follows. */
export function CancelDialog({ order, open, close }: CancelDialogProps) {
  const t = useTranslations('code_order');
  const locale = useLocale();
  const feedback = useFeedback();
  const router = useRouter();
  const [reason, setReason] = useState('');
  const { order_no } = order;
  const run = async () => {
    answerOf(await cancelOrderAction({ order_no, reason }));
    feedback.success(t('cancel_done', { order_no }));
    router.refresh();
  };
  const amount = formatMoney(order.total_amount, order.currency, locale);
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={t('cancel_title', { order_no })}
      verb={t('cancel')}
      keep={t('keep_order')}
      danger
      failed={t('cancel_failed')}
      run={run}
      blocked={reason.trim() === ''}
    >
      {order.payment_status === 'unpaid' ? t('cancel_body') : t('cancel_paid_body', { amount })}
      <ReasonField
        label={t('reason_label')}
        help={t('reason_help')}
        missing={t('reason_missing')}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
