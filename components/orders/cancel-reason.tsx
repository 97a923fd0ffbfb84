import { useTranslations } from 'next-intl';

const KNOWN = ['EXPIRED', 'BUYER', 'CHARGE_UNDONE'] as const;

/** Why an order was cancelled: in the reader's language where the product gave the reason, else as somebody wrote it. */
export function CancelReason({ reason }: { reason: string }) {
  const t = useTranslations('timeline.reason');
  const known = KNOWN.find((code) => code === reason);
  return known ? t(known) : reason;
}
