'use client';

import { Provider as Motion } from '@rc-component/motion';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useLocale } from 'next-intl';
import type { ReactNode } from 'react';
import { themeOf } from '@/components/ui/theme';
import { useReducedMotion } from '@/components/ui/use-reduced-motion';

// antd carries English itself. Colours come from the style sheets, so one theme serves both modes.
const LANGUAGES = { en: undefined, 'zh-CN': zhCN };
const THEME = themeOf('light');

export function Providers({ children }: { children: ReactNode }) {
  const isCalm = useReducedMotion();
  return (
    <ConfigProvider
      theme={THEME}
      locale={LANGUAGES[useLocale()]}
      // Two Chinese characters stay one word, as in the catalogue.
      button={{ autoInsertSpace: false }}
      wave={{ disabled: isCalm }}
    >
      {/* Not the theme's own switch: when that turns, antd draws everything inside it anew. */}
      <Motion motion={!isCalm}>{children}</Motion>
    </ConfigProvider>
  );
}
