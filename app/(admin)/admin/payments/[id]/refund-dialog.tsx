'use client';

import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { FormField } from '@/components/ui/form-field';
import { newFormKey } from '@/components/ui/form-key';
import { ReasonField } from '@/components/ui/reason-field';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import { typingPause } from '@/components/ui/typing-pause';
import { fitsCurrency, formatMoney } from '@/lib/money';
import type { PaymentDetail } from '@/lib/payments/get-payment';
import { previewRefundAction, requestRefundAction } from './actions';
import { RefundPreviewFacts } from './refund-preview-facts';

type RefundDialogProps = {
  open: boolean;
  close: () => void;
  payment: Pick<PaymentDetail, 'id' | 'currency'>;
};

const AMOUNT = /^\d{1,12}(\.\d{1,2})?$/;

/** Asks how much goes back and why, and says before it is done what that does to the order and its codes. */
export function RefundDialog({ open, close, payment: { id, currency } }: RefundDialogProps) {
  const t = useTranslations('refund_dialog');
  const locale = useLocale();
  const router = useRouter();
  const feedback = useFeedback();
  const [formKey] = useState(newFormKey);
  const [typed, setTyped] = useState<string>();
  const [reason, setReason] = useState('');
  const amount = typed?.trim();
  const typedWell = amount === undefined || (AMOUNT.test(amount) && /[1-9]/.test(amount));
  const exists = !typedWell || amount === undefined || fitsCurrency(amount, currency);
  const readable = typedWell && exists;
  const preview = useQuery({
    queryKey: ['refund', id, amount],
    queryFn: async ({ signal }) => {
      // While somebody types, only what they stop at is reckoned.
      if (amount !== undefined) await typingPause(signal);
      return answerOf(await previewRefundAction({ payment_id: id, amount }));
    },
    enabled: open && readable,
    // What is seen stays while another amount is looked at.
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const { data } = preview;
  const run = async () => {
    if (!data) return;
    const asked = answerOf(
      await requestRefundAction({ payment_id: id, amount: data.amount, reason: reason.trim() }, formKey),
    );
    const words = { amount: formatMoney(data.amount, currency, locale) };
    feedback.success(t(asked.status === 'awaiting_approval' ? 'done_waits' : 'done', words));
    router.refresh();
  };
  const allowed = readable && data?.allowed === true && !preview.isPlaceholderData;
  const wrong = !readable
    ? t(exists ? 'wrong' : 'whole_only', { currency })
    : data && !data.allowed && t('too_much', { rest: money(data.refundable) });
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={t('title')}
      verb={t(data?.needs_approval ? 'ask' : 'verb')}
      keep={t('keep')}
      danger
      failed={t('failed')}
      run={run}
      blocked={!allowed || reason.trim() === ''}
    >
      <ReasonField
        label={t('reason')}
        help={t('reason_help')}
        missing={t('reason_missing')}
        value={reason}
        onChange={setReason}
      />
      <FormField
        label={t('amount', { currency })}
        help={data && t('amount_help', { rest: money(data.refundable) })}
        error={wrong}
      >
        {(ids) => (
          <Input
            {...ids}
            inputMode="decimal"
            autoComplete="off"
            value={typed ?? data?.refundable ?? ''}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </FormField>
      {preview.error && <RefusalNotice title={t('preview_failed')} error={preview.error} />}
      {data && allowed && <RefundPreviewFacts preview={data} />}
    </ConfirmDialog>
  );

  function money(value: string) {
    return formatMoney(value, currency, locale);
  }
}
