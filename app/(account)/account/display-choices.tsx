'use client';

import { Segmented } from 'antd';
import { useLocale, useTranslations } from 'next-intl';
import { startTransition } from 'react';
import type { ModeChoice } from '@/components/ui/preference';
import { chooseMode, useModeChoice } from '@/components/ui/use-mode';
import styles from './account.module.css';

const MODES: ModeChoice[] = ['auto', 'light', 'dark'];

/** How the pages look in this browser. */
export function DisplayChoices({ chooseLocale }: { chooseLocale: (form: FormData) => Promise<void> }) {
  const t = useTranslations('account');
  const frame = useTranslations('ui.frame');
  // Each language in its own words, whichever is read.
  const languages = (['en', 'zh-CN'] as const).map((value) => ({
    value,
    label: <span lang={value}>{t(`language_of.${value}`)}</span>,
  }));
  const choose = (locale: string) => {
    const form = new FormData();
    form.set('locale', locale);
    startTransition(() => chooseLocale(form));
  };
  return (
    <div className={styles.choices}>
      <div>
        <p>{t('language')}</p>
        <Segmented aria-label={t('language')} value={useLocale()} options={languages} onChange={choose} />
      </div>
      <div>
        <p>{frame('theme')}</p>
        <Segmented
          aria-label={frame('theme')}
          value={useModeChoice()}
          options={MODES.map((value) => ({ value, label: frame(`theme_${value}`) }))}
          onChange={chooseMode}
        />
      </div>
    </div>
  );
}
