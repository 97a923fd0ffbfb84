'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Facts } from '@/components/ui/facts';
import { MoneyText } from '@/components/ui/money-text';
import { StatusTag } from '@/components/ui/status-tag';
import { addAmounts } from '@/lib/money';
import type { RefundPreview } from '@/lib/payments/preview-refund';

/** What a refund would do: to the money, to the order, to its codes. */
export function RefundPreviewFacts({ preview }: { preview: RefundPreview }) {
  const t = useTranslations('refund_dialog');
  const format = useFormatter();
  const { currency, amount, refundable, codes, needs_approval } = preview;
  const { now, then } = preview.order_payment_status;
  const money = (value: string) => <MoneyText amount={value} currency={currency} />;
  const codesThen = () => {
    if (!codes || codes.issued === 0) return t('codes_none');
    const counts = { unused: codes.unused, used: codes.used };
    return t(codes.stop ? 'codes_stop' : 'codes_stay', counts);
  };
  return (
    <div role="status">
      <Facts
        facts={[
          { label: t('goes_back'), value: money(amount) },
          { label: t('left'), value: money(addAmounts([refundable, `-${amount}`])) },
          { label: t('given_back'), value: /[1-9]/.test(preview.given_back) && money(preview.given_back) },
          {
            label: t('order_then'),
            value:
              now === then ? (
                <StatusTag kind="order_payment" value={now} />
              ) : (
                <>
                  <StatusTag kind="order_payment" value={now} /> →{' '}
                  <StatusTag kind="order_payment" value={then} />
                </>
              ),
          },
          { label: t('codes_then'), value: codes && codesThen() },
          { label: t('approval'), value: t(needs_approval ? 'approval_needed' : 'approval_not_needed') },
          { label: t('codes_issued'), value: codes && codes.issued > 0 && format.number(codes.issued) },
        ]}
      />
    </div>
  );
}
