'use client';

import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useDrawer } from '@/components/ui/use-drawer';

const ChannelDrawer = dynamic(() => import('./channel-drawer').then((file) => file.ChannelDrawer), {
  ssr: false,
});
const SecretDialog = dynamic(() => import('./secret-dialog').then((file) => file.SecretDialog), {
  ssr: false,
});

/** Makes a channel; where it has a secret of ours, shows it, this once. */
export function CreateChannelButton() {
  const t = useTranslations('alert_channels');
  const { show, drawer } = useDrawer('channel');
  const [secret, setSecret] = useState<string>();
  return (
    <>
      <Button type="primary" icon={<PlusOutlined aria-hidden />} aria-haspopup="dialog" onClick={show}>
        {t('create')}
      </Button>
      {drawer && <ChannelDrawer {...drawer} key={drawer.key} made={setSecret} />}
      {secret && <SecretDialog secret={secret} close={() => setSecret(undefined)} />}
    </>
  );
}
