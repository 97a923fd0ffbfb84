import { createTranslator } from 'next-intl';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import { businessTimeZone } from '../clock';
import { formatTime } from '../format';
import type { PasswordLink } from './schema';

const CATALOGUES = { en, 'zh-CN': zh } as const;

export type PasswordMailFacts = { purpose: PasswordLink; name: string; link: string; expires_at: Date };

/** The mail that carries a link to set a password. Nobody knows the reader's language yet, so it speaks both. */
export function passwordMail({ purpose, name, link, expires_at }: PasswordMailFacts) {
  const texts = (['en', 'zh-CN'] as const).map((locale) => {
    const translate = createTranslator({ locale, messages: CATALOGUES[locale], namespace: 'mails.password' });
    const until = formatTime(expires_at, locale, businessTimeZone());
    return {
      subject: translate(`${purpose}.subject`),
      body: translate(`${purpose}.body`, { name, link, until }),
    };
  });
  return {
    subject: texts.map(({ subject }) => subject).join(' · '),
    body: texts.map(({ body }) => body).join('\n\n'),
  };
}
