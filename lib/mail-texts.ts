import { createTranslator } from 'next-intl';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import { businessTimeZone } from './clock';
import { formatTime } from './format';

const CATALOGUES = { en, 'zh-CN': zh } as const;
type Language = keyof typeof CATALOGUES;

const translatorOf = (locale: Language) =>
  createTranslator({ locale, messages: CATALOGUES[locale], namespace: 'mails' });
type Words = ReturnType<typeof translatorOf>;

// Made once: a translator reads each text the first time only, which is most of the work of a mail.
const made = new Map<Language, Words>();

function wordsIn(locale: Language) {
  const words = made.get(locale) ?? translatorOf(locale);
  made.set(locale, words);
  return words;
}

type Write = (words: Words, time: (moment: Date) => string) => { subject: string; body: string };

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
