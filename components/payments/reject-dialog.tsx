'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { newFormKey } from '@/components/ui/form-key';
import { ReasonField } from '@/components/ui/reason-field';
import { formatMoney } from '@/lib/money';
import type { MovableRefund, RefundActions } from './refund-actions';

type RejectDialogProps = {
  open: boolean;
  close: () => void;
  refund: MovableRefund;
  reject: RefundActions['reject'];
};

/** Asks why before a refund is turned down. */
export function RejectDialog({ open, close, refund, reject }: RejectDialogProps) {
  const t = useTranslations('refund_move');
  const locale = useLocale();
  const router = useRouter();
  const feedback = useFeedback();
  const [formKey] = useState(newFormKey);
  const [reason, setReason] = useState('');
  const amount = formatMoney(refund.amount, refund.currency, locale);
  const run = async () => {
    answerOf(await reject({ refund_id: refund.id, reason }, formKey));
    feedback.success(t('reject_done', { amount }));
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={t('reject_title', { amount })}
      verb={t('reject')}
      keep={t('keep')}
      danger
      failed={t('reject_failed')}
      run={run}
      blocked={reason.trim() === ''}
    >
      {t('reject_body', { name: refund.requested_by?.name ?? '–' })}
      <ReasonField
        label={t('reason')}
        help={t('reject_help')}
        missing={t('reason_missing')}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
