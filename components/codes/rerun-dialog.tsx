'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import type { AnyCodeOrder } from '@/lib/codes/schema';
import type { ActionResult } from '@/lib/web/define-action';

type RerunDialogProps = {
  order: Pick<AnyCodeOrder, 'order_no' | 'expected_count' | 'delivered_count'>;
  /** The server action that issues an order's codes again. */
  rerun: (asked: { order_no: string }) => Promise<ActionResult<unknown>>;
  open: boolean;
  close: () => void;
};

/** Asks before codes that failed to be issued are issued again. */
export function RerunDialog({ order, rerun, open, close }: RerunDialogProps) {
  const t = useTranslations('code_order');
  const feedback = useFeedback();
  const router = useRouter();
  const { order_no } = order;
  const run = async () => {
    answerOf(await rerun({ order_no }));
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
