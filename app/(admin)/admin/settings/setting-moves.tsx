'use client';

import { useMutation } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { useDrawer } from '@/components/ui/use-drawer';
import { useRefusalDialog } from '@/components/ui/use-refusal-dialog';
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
  const router = useRouter();
  const feedback = useFeedback();
  const showRefusal = useRefusalDialog();
  const { show, drawer } = useDrawer();
  const { key, value, initial } = setting;
  const resetting = useMutation({
    mutationFn: async () => answerOf(await changeSettingAction({ key, value: null, seen: value })),
    onSuccess: (changed) => {
      feedback.success(t('changed_done', { name, value: valueOf(changed.value) }));
      router.refresh();
    },
    onError: (error) => showRefusal(t('reset_failed'), error),
  });
  return (
    <Flex gap={8} wrap>
      <Button size="small" aria-haspopup="dialog" aria-label={t('change_of', { name })} onClick={show}>
        {t('change')}
      </Button>
      {value !== initial && (
        <Button
          size="small"
          loading={resetting.isPending}
          aria-label={t('reset_of', { name })}
          onClick={() => !resetting.isPending && resetting.mutate()}
        >
          {t('reset')}
        </Button>
      )}
      {drawer && <SettingDrawer open={drawer.open} close={drawer.close} key={drawer.key} setting={setting} />}
    </Flex>
  );
}
