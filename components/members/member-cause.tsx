import { useTranslations } from 'next-intl';

const KNOWN = [
  'INTERNAL_ERROR',
  'MAIL_FAILED',
  'MAIL_REFUSED',
  'SERVICE_UNAVAILABLE',
  'WORKSPACE_REFUSED',
  'WORKSPACE_UNAVAILABLE',
] as const;

/** Why a mail or a removal failed: what happened, in a few words, where they are known. */
export function MemberCause({ code }: { code: string }) {
  const t = useTranslations('members.cause');
  const known = KNOWN.find((one) => one === code);
  return known ? t(known) : code;
}
