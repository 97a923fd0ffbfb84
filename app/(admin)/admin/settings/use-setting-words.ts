'use client';

import { useTranslations, type Messages } from 'next-intl';
import type { ShownSetting } from '@/lib/monitoring/list-settings';

/** A setting in words: its name, what it does, and values of it with their unit. */
export function useSettingWords() {
  const t = useTranslations('settings');
  return (setting: ShownSetting) => {
    // A dot would open a level in the catalogue; a test holds the words to the settings.
    const key = setting.key.replace('.', '_') as keyof Messages['settings']['name'];
    return {
      name: t(`name.${key}`),
      help: t(`help.${key}`),
      valueOf: (value: number | boolean) => {
        if (typeof value === 'boolean') return t(value ? 'on' : 'off');
        return setting.kind === 'number' ? t(`with_unit.${setting.unit}`, { value }) : String(value);
      },
    };
  };
}
