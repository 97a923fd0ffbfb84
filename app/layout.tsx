import type { Metadata, Viewport } from 'next';
import { getLocale } from 'next-intl/server';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import 'antd/dist/reset.css';
import { ClientMessages } from '@/components/ui/client-messages';
import { PALETTE, THEME_KEY } from '@/components/ui/palette';
import { DARK_MEDIA, DARK_SHEET, MODE_COOKIE, modeChoice } from '@/components/ui/preference';
import './globals.css';
import { Providers } from './providers';

export const metadata: Metadata = {
  title: { default: 'Tributary', template: '%s · Tributary' },
  robots: 'noindex',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: PALETTE.light.card },
    { media: '(prefers-color-scheme: dark)', color: PALETTE.dark.card },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const mode = modeChoice((await cookies()).get(MODE_COOKIE)?.value);
  return (
    // The browser may switch the mode without a reload, so the document wins over what React remembers.
    <html lang={await getLocale()} className={THEME_KEY} data-theme={mode} suppressHydrationWarning>
      <head>
        <link rel="stylesheet" href={process.env.THEME_LIGHT} />
        <link
          rel="stylesheet"
          href={process.env.THEME_DARK}
          id={DARK_SHEET}
          media={DARK_MEDIA[mode]}
          suppressHydrationWarning
        />
      </head>
      <body>
        <ClientMessages>
          <Providers>{children}</Providers>
        </ClientMessages>
      </body>
    </html>
  );
}
