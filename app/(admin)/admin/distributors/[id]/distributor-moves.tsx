'use client';

import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useDrawer } from '@/components/ui/use-drawer';
import type { Distributor } from '@/lib/distributors/get-distributor';

// Most visits only look, so what changes something comes with the first click.
const ChangeDrawer = dynamic(() => import('./change-drawer').then((file) => file.ChangeDrawer), {
  ssr: false,
});
const DisableDialog = dynamic(() => import('./disable-dialog').then((file) => file.DisableDialog), {
  ssr: false,
});
const EnableDialog = dynamic(() => import('./enable-dialog').then((file) => file.EnableDialog), {
  ssr: false,
});

/** What an admin can do with a distributor now. */
export function DistributorMoves({ distributor }: { distributor: Distributor }) {
  const t = useTranslations('distributors');
  const [change, disable, enable] = [useDrawer(), useDrawer(), useDrawer()];
  const { is_active: active, codes_stopped_at: stopped } = distributor;
  return (
    <Flex gap={8} wrap>
      <Button aria-haspopup="dialog" onClick={change.show}>
        {t('change')}
      </Button>
      {(!active || stopped) && (
        <Button type="primary" aria-haspopup="dialog" onClick={enable.show}>
          {t(active ? 'resume_codes' : 'enable')}
        </Button>
      )}
      {(active || !stopped) && (
        <Button danger aria-haspopup="dialog" onClick={disable.show}>
          {t(active ? 'disable' : 'stop_codes')}
        </Button>
      )}
      {change.drawer && <ChangeDrawer {...change.drawer} key={change.drawer.key} distributor={distributor} />}
      {enable.drawer && <EnableDialog {...enable.drawer} key={enable.drawer.key} distributor={distributor} />}
      {disable.drawer && (
        <DisableDialog {...disable.drawer} key={disable.drawer.key} distributor={distributor} />
      )}
    </Flex>
  );
}
