'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import type { Endpoint } from '@/lib/webhooks/list-endpoints';
import type { WebhookActions } from './webhook-actions';

type EndpointDialogProps = {
  open: boolean;
  close: () => void;
  endpoint: Endpoint;
  move: 'disable' | 'remove';
  actions: WebhookActions;
};

/** Asks before an endpoint is told nothing any more. */
export function EndpointDialog({ open, close, endpoint, move, actions }: EndpointDialogProps) {
  const t = useTranslations('webhooks');
  const router = useRouter();
  const feedback = useFeedback();
  const run = async () => {
    answerOf(await actions[move]({ endpoint_id: endpoint.id }));
    feedback.success(t(`${move}_done`));
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={t(`${move}_title`)}
      verb={t(move)}
      keep={t('keep')}
      danger
      failed={t(`${move}_failed`)}
      run={run}
    >
      {t(`${move}_body`, { url: endpoint.url })}
    </ConfirmDialog>
  );
}
