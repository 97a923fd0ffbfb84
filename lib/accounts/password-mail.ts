import { mailTexts } from '../mail-texts';
import type { PasswordLink } from './schema';

export type PasswordMailFacts = { purpose: PasswordLink; name: string; link: string; expires_at: Date };

/** The mail that carries a link to set a password. */
export function passwordMail({ purpose, name, link, expires_at }: PasswordMailFacts) {
  return mailTexts((words, time) => ({
    subject: words(`password.${purpose}.subject`),
    body: words(`password.${purpose}.body`, { name, link, until: time(expires_at) }),
  }));
}
