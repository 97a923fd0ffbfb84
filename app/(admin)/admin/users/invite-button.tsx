'use client';

import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';

const InviteDrawer = dynamic(() => import('./invite-drawer').then((file) => file.InviteDrawer), {
  ssr: false,
});

export function InviteButton() {
  const t = useTranslations('users');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('invite')}
      </Button>
      {open && <InviteDrawer close={() => setOpen(false)} />}
    </>
  );
}
