'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useLocale } from 'next-intl';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState, type ReactNode } from 'react';
import { themeOf } from '@/components/ui/theme';

// antd carries English itself. Colours come from the style sheets, so one theme serves both modes.
const LANGUAGES = { en: undefined, 'zh-CN': zhCN };
const THEME = themeOf('light');
const RETRIES = 2;

function newClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A refusal stays a refusal however often it is asked again.
        retry: (failures, error) => failures < RETRIES && !isRefusal(error),
      },
    },
  });
}

function isRefusal(error: unknown) {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  return status >= 400 && status < 500;
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(newClient);
  return (
    <ConfigProvider theme={THEME} locale={LANGUAGES[useLocale()]}>
      <App component={false}>
        <QueryClientProvider client={client}>
          <NuqsAdapter>{children}</NuqsAdapter>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
