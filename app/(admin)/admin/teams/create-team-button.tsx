'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TeamDrawer } from './lazy-team-drawer';

export function CreateTeamButton() {
  const t = useTranslations('teams');
  // A number per opening: whatever was entered before belongs to another drawer.
  const [opening, setOpening] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    setOpening(opening + 1);
    setOpen(true);
  };
  return (
    <>
      <Button type="primary" aria-haspopup="dialog" onClick={open}>
        {t('create')}
      </Button>
      {opening > 0 && <TeamDrawer key={opening} open={isOpen} close={() => setOpen(false)} />}
    </>
  );
}
