'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { FieldsDrawer, type DrawerField } from '@/components/ui/fields-drawer';
import type { ShownSetting } from '@/lib/monitoring/list-settings';
import { changeSettingAction } from './actions';
import { useSettingWords } from './use-setting-words';

type SettingDrawerProps = { open: boolean; close: () => void; setting: ShownSetting };

/** Changes one setting, as it was when the drawer opened. */
export function SettingDrawer({ open, close, setting }: SettingDrawerProps) {
  const t = useTranslations('settings');
  const router = useRouter();
  const feedback = useFeedback();
  const { name, help, valueOf } = useSettingWords()(setting);
  const { key, value: seen } = setting;
  const run = async ({ value }: { value: string }) => {
    const chosen = setting.kind === 'switch' ? value === 'true' : Number(value);
    const changed = answerOf(await changeSettingAction({ key, value: chosen, seen }));
    feedback.success(t('changed_done', { name, value: valueOf(changed.value) }));
    router.refresh();
  };
  const field: DrawerField<'value'> =
    setting.kind === 'switch'
      ? {
          name: 'value',
          label: t('new_switch'),
          help,
          wrong: t('wrong_switch'),
          options: [true, false].map((value) => ({ value: String(value), label: valueOf(value) })),
        }
      : {
          name: 'value',
          label: t('new_value', { unit: t(`unit.${setting.unit}`) }),
          help,
          wrong: t('wrong', { least: setting.least, most: setting.most }),
          inputMode: 'numeric',
        };
  const isRight = (_: 'value', text: string) =>
    setting.kind === 'switch' || (/^\d{1,9}$/.test(text) && +text >= setting.least && +text <= setting.most);
  return (
    <FieldsDrawer
      open={open}
      close={close}
      title={name}
      fields={[field]}
      before={{ value: String(seen) }}
      isRight={isRight}
      verb={t('save')}
      failed={t('change_failed')}
      run={run}
    />
  );
}
