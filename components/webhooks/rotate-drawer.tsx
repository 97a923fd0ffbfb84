'use client';

import { useMutation } from '@tanstack/react-query';
import { Button, Drawer, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import type { Endpoint } from '@/lib/webhooks/list-endpoints';
import { NewSecret } from './new-secret';
import type { WebhookActions } from './webhook-actions';

type RotateDrawerProps = {
  open: boolean;
  close: () => void;
  endpoint: Endpoint;
  rotate: WebhookActions['rotate'];
};

/** What a new secret means, then the secret. */
export function RotateDrawer({ open, close, endpoint, rotate }: RotateDrawerProps) {
  const t = useTranslations('webhooks');
  const router = useRouter();
  const rotating = useMutation({
    mutationFn: async () => answerOf(await rotate({ endpoint_id: endpoint.id })).secret,
    onSuccess: () => router.refresh(),
  });
  const mayLeave = !rotating.isPending && !rotating.data;
  return (
    <Drawer
      open={open}
      title={t('rotate_title')}
      size={720}
      onClose={close}
      closable={!rotating.isPending}
      keyboard={mayLeave}
      mask={{ closable: mayLeave }}
      destroyOnHidden
      styles={{ wrapper: { maxWidth: '100%' } }}
    >
      {rotating.data ? (
        <NewSecret secret={rotating.data} close={close} />
      ) : (
        <Flex vertical gap={16} align="start">
          <p>{t('rotate_body', { url: endpoint.url })}</p>
          {endpoint.previous_until && <p>{t('rotate_again')}</p>}
          {rotating.error && <RefusalNotice title={t('rotate_failed')} error={rotating.error} />}
          <Button type="primary" danger loading={rotating.isPending} onClick={() => rotating.mutate()}>
            {t('rotate')}
          </Button>
        </Flex>
      )}
    </Drawer>
  );
}
