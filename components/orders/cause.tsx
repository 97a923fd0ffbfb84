import { useTranslations } from 'next-intl';

const KNOWN = [
  'CODES_NOT_UNIQUE',
  'DATABASE_ERROR',
  'INTERNAL_ERROR',
  'ORDER_ENDED',
  'ORDER_NOT_PAYABLE',
  'PAYMENT_FAILED',
  'PAYMENT_GATEWAY_ERROR',
  'PAYMENT_NETWORK_ERROR',
  'PAYMENT_TIMEOUT',
  'REFUND_ERROR',
  'SERVICE_UNAVAILABLE',
  'WORKSPACE_UNAVAILABLE',
] as const;

/** Why something about an order failed: what happened, in a few words, where they are known. */
export function Cause({ code }: { code: string }) {
  const t = useTranslations('timeline.cause');
  const known = KNOWN.find((one) => one === code);
  return known ? t(known) : <code>{code}</code>;
}
