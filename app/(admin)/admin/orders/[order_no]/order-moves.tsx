'use client';

import { Button, Flex, Input } from 'antd';
import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { FormField } from '@/components/ui/form-field';
import type { AnyCodeOrder } from '@/lib/codes/schema';
import { formatMoney } from '@/lib/money';
import { CancelOrderInput } from '@/lib/orders/schema';
import { cancelOrderAction, rerunIssueAction } from './actions';

type OrderMovesProps = { order: AnyCodeOrder; mayRerun: boolean; mayCancel: boolean };

/** What staff can do with an order now. */
export function OrderMoves({ order, mayRerun, mayCancel }: OrderMovesProps) {
  const t = useTranslations('code_order');
  const [asking, setAsking] = useState<'rerun' | 'cancel' | null>(null);
  const close = () => setAsking(null);
  return (
    <Flex gap={8} wrap>
      {mayRerun && (
        <Button type="primary" aria-haspopup="dialog" onClick={() => setAsking('rerun')}>
          {t('rerun')}
        </Button>
      )}
      {mayCancel && (
        <Button danger aria-haspopup="dialog" onClick={() => setAsking('cancel')}>
          {t('cancel')}
        </Button>
      )}
      <RerunDialog order={order} open={asking === 'rerun'} close={close} />
      <CancelDialog order={order} open={asking === 'cancel'} close={close} />
    </Flex>
  );
}

type DialogProps = { order: AnyCodeOrder; open: boolean; close: () => void };

function RerunDialog({ order, open, close }: DialogProps) {
  const t = useTranslations('code_order');
  const feedback = useFeedback();
  const router = useRouter();
  const { order_no } = order;
  const run = async () => {
    answerOf(await rerunIssueAction({ order_no }));
    feedback.success(t('rerun_done', { order_no }));
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={t('rerun_title', { order_no })}
      verb={t('rerun')}
      keep={t('back')}
      failed={t('rerun_failed')}
      run={run}
    >
      {t('rerun_body', { missing: order.expected_count - order.delivered_count })}
    </ConfirmDialog>
  );
}

function CancelDialog({ order, open, close }: DialogProps) {
  const t = useTranslations('code_order');
  const locale = useLocale();
  const feedback = useFeedback();
  const router = useRouter();
  const [reason, setReason] = useState('');
  const [left, setLeft] = useState(false);
  const { order_no } = order;
  const valid = CancelOrderInput.shape.reason.safeParse(reason).success;
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
      blocked={!valid}
    >
      {order.payment_status === 'unpaid' ? t('cancel_body') : t('cancel_paid_body', { amount })}
      <FormField
        label={t('reason_label')}
        help={t('reason_help')}
        error={left && !valid && t('reason_missing')}
      >
        {(ids) => (
          <Input.TextArea
            {...ids}
            rows={3}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            onBlur={() => setLeft(true)}
          />
        )}
      </FormField>
    </ConfirmDialog>
  );
}
