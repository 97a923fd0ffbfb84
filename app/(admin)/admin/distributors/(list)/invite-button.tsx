'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useDrawer } from '@/components/ui/use-drawer';

// Most visits invite nobody, so the drawer comes with the first click.
const InviteDrawer = dynamic(() => import('./invite-drawer').then((file) => file.InviteDrawer), {
  ssr: false,
});

export function InviteButton() {
  const t = useTranslations('distributors');
  const { show, drawer } = useDrawer('distributor');
  return (
    <>
      <Button type="primary" aria-haspopup="dialog" onClick={show}>
        {t('create')}
      </Button>
      {drawer && <InviteDrawer {...drawer} key={drawer.key} />}
    </>
  );
}
