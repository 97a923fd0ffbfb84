'use client';

import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { ActionButton } from '@/components/ui/action-button';
import { useDrawer } from '@/components/ui/use-drawer';
import type { ShownSetting } from '@/lib/monitoring/list-settings';
import { changeSettingAction } from './actions';
import { useSettingWords } from './use-setting-words';

const SettingDrawer = dynamic(() => import('./setting-drawer').then((file) => file.SettingDrawer), {
  ssr: false,
});

/** What an admin can do with a setting now. */
export function SettingMoves({ setting }: { setting: ShownSetting }) {
  const t = useTranslations('settings');
  const { name, valueOf } = useSettingWords()(setting);
  const { show, drawer } = useDrawer();
  const { key, value, initial } = setting;
  return (
    <Flex gap={8} wrap>
      <Button size="small" aria-haspopup="dialog" aria-label={t('change_of', { name })} onClick={show}>
        {t('change')}
      </Button>
      {value !== initial && (
        <ActionButton
          verb={t('reset')}
          named={t('reset_of', { name })}
          run={() => changeSettingAction({ key, value: null, seen: value })}
          done={t('changed_done', { name, value: valueOf(initial) })}
          failed={t('reset_failed')}
        />
      )}
      {drawer && <SettingDrawer open={drawer.open} close={drawer.close} key={drawer.key} setting={setting} />}
    </Flex>
  );
}
