'use client';

import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { ActionButton } from '@/components/ui/action-button';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { useDrawer } from '@/components/ui/use-drawer';
import type { ShownChannel } from '@/lib/monitoring/list-alert-channels';
import { deleteAlertChannelAction, switchAlertChannelAction, testAlertChannelAction } from './actions';

const ConfirmDialog = dynamic(
  () => import('@/components/ui/confirm-dialog').then((file) => file.ConfirmDialog),
  { ssr: false },
);

/** What an admin can do with a channel now. */
export function ChannelMoves({ channel }: { channel: ShownChannel }) {
  const t = useTranslations('alert_channels');
  const { id, name, enabled, last } = channel;
  return (
    <Flex gap={8} wrap>
      {enabled && (
        <ActionButton
          // A button is busy until its row has changed; the row of a second test looks like that of the first.
          key={`test ${last?.at ?? ''}`}
          verb={t('test')}
          named={t('test_of', { name })}
          run={() => testAlertChannelAction({ channel_id: id })}
          done={t('test_done')}
          failed={t('test_failed')}
        />
      )}
      <ActionButton
        key={String(enabled)}
        verb={t(enabled ? 'switch_off' : 'switch_on')}
        named={t(enabled ? 'switch_off_of' : 'switch_on_of', { name })}
        run={() => switchAlertChannelAction({ channel_id: id, enabled: !enabled })}
        done={t(enabled ? 'switched_off' : 'switched_on')}
        failed={t('switch_failed')}
      />
      <Delete id={id} name={name} />
    </Flex>
  );
}

function Delete({ id, name }: Pick<ShownChannel, 'id' | 'name'>) {
  const t = useTranslations('alert_channels');
  const router = useRouter();
  const feedback = useFeedback();
  const { show, drawer } = useDrawer();
  const run = async () => {
    answerOf(await deleteAlertChannelAction({ channel_id: id }));
    feedback.success(t('deleted_done'));
    router.refresh();
  };
  return (
    <>
      <Button danger size="small" aria-haspopup="dialog" aria-label={t('delete_of', { name })} onClick={show}>
        {t('delete')}
      </Button>
      {drawer && (
        <ConfirmDialog
          open={drawer.open}
          close={drawer.close}
          title={t('delete_title', { name })}
          verb={t('delete')}
          keep={t('keep')}
          danger
          failed={t('delete_failed')}
          run={run}
        >
          {t('delete_body')}
        </ConfirmDialog>
      )}
    </>
  );
}
