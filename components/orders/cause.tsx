import { useTranslations } from 'next-intl';

/** The errors that an order can keep: their words need nothing but the code. */
const KNOWN = [
  'CODES_NOT_UNIQUE',
  'DATABASE_ERROR',
  'INTERNAL_ERROR',
  'PAYMENT_FAILED',
  'PAYMENT_GATEWAY_ERROR',
  'PAYMENT_NETWORK_ERROR',
  'PAYMENT_TIMEOUT',
  'SERVICE_UNAVAILABLE',
] as const;

/** Why something about an order failed, in words where there are any. */
export function Cause({ code }: { code: string }) {
  const t = useTranslations('errors');
  const known = KNOWN.find((one) => one === code);
  return known ? t(known) : <code>{code}</code>;
}
