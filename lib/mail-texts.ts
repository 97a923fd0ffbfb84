import { createTranslator } from 'next-intl';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import { businessTimeZone } from './clock';
import { formatTime } from './format';

const CATALOGUES = { en, 'zh-CN': zh } as const;
type Language = keyof typeof CATALOGUES;

const wordsIn = (locale: Language) =>
  createTranslator({ locale, messages: CATALOGUES[locale], namespace: 'mails' });

type Write = (
  words: ReturnType<typeof wordsIn>,
  time: (moment: Date) => string,
) => { subject: string; body: string };

/** A mail in every language, one after the other: nobody has asked its reader for a language yet. */
export function mailTexts(write: Write) {
  const texts = (Object.keys(CATALOGUES) as Language[]).map((locale) =>
    write(wordsIn(locale), (moment) => formatTime(moment, locale, businessTimeZone())),
  );
  return {
    subject: texts.map(({ subject }) => subject).join(' · '),
    body: texts.map(({ body }) => body).join('\n\n'),
  };
}
