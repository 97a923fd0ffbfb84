import { getRequestConfig } from 'next-intl/server';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import { businessTimeZone, now } from '../clock';
import { readerLocale } from './define-action';
import { isLocale, type Locale } from './locale';

const CATALOGUES = { en, 'zh-CN': zh } as const;

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof en;
  }
}

/** Language, words, time zone and "now" of a request. Times are shown in the business's own zone, so that all see the same. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : await readerLocale();
  return { locale, messages: CATALOGUES[locale], timeZone: businessTimeZone(), now: now() };
});
