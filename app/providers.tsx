'use client';

import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useLocale } from 'next-intl';
import type { ReactNode } from 'react';
import { themeOf } from '@/components/ui/theme';

// antd carries English itself. Colours come from the style sheets, so one theme serves both modes.
const LANGUAGES = { en: undefined, 'zh-CN': zhCN };
const THEME = themeOf('light');

export function Providers({ children }: { children: ReactNode }) {
  return (
    // Two Chinese characters stay one word, as in the catalogue.
    <ConfigProvider theme={THEME} locale={LANGUAGES[useLocale()]} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
}
