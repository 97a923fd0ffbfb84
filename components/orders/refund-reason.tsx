import { useTranslations } from 'next-intl';

const KNOWN = ['ORDER_CANCELLED', 'PAID_LATE', 'PAID_TWICE'] as const;

/** Why money is given back: in the reader's language where the product gave the reason, else as somebody wrote it. */
export function useRefundReason() {
  const t = useTranslations('timeline.refund_reason');
  return (reason: string) => {
    const known = KNOWN.find((code) => code === reason);
    return known ? t(known) : reason;
  };
}

export function RefundReason({ reason }: { reason: string }) {
  const wordsOf = useRefundReason();
  return <span>{wordsOf(reason)}</span>;
}
