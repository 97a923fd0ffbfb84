'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useDrawer } from '@/components/ui/use-drawer';

const InviteDrawer = dynamic(() => import('./invite-drawer').then((file) => file.InviteDrawer), {
  ssr: false,
});

export function InviteButton() {
  const t = useTranslations('users');
  const { show, drawer } = useDrawer('user');
  return (
    <>
      <Button type="primary" aria-haspopup="dialog" onClick={show}>
        {t('invite')}
      </Button>
      {drawer && <InviteDrawer {...drawer} key={drawer.key} />}
    </>
  );
}
