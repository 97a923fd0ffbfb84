'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import { useDrawer } from '@/components/ui/use-drawer';
import { TeamDrawer } from './lazy-team-drawer';

export function CreateTeamButton() {
  const t = useTranslations('teams');
  const { show, drawer } = useDrawer('team');
  return (
    <>
      <Button type="primary" aria-haspopup="dialog" onClick={show}>
        {t('create')}
      </Button>
      {drawer && <TeamDrawer {...drawer} key={drawer.key} />}
    </>
  );
}
