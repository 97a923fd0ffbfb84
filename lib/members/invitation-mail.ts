import { createTranslator } from 'next-intl';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import { businessTimeZone } from '../clock';
import { formatTime } from '../format';

const CATALOGUES = { en, 'zh-CN': zh } as const;

export type InvitationFacts = { distributor: string; team: string; link: string; expires_at: Date };

/** The mail of an invitation. Nobody has asked the customer for a language yet, so it speaks both. */
export function invitationMail({ distributor, team, link, expires_at }: InvitationFacts) {
  const texts = (['en', 'zh-CN'] as const).map((locale) => {
    const translate = createTranslator({
      locale,
      messages: CATALOGUES[locale],
      namespace: 'mails.invitation',
    });
    const until = formatTime(expires_at, locale, businessTimeZone());
    return {
      subject: translate('subject', { team }),
      body: translate('body', { distributor, team, link, until }),
    };
  });
  return {
    subject: texts
      .map((text) => text.subject)
      .join(' · ')
      .slice(0, 300),
    body: texts.map((text) => text.body).join('\n\n'),
  };
}
