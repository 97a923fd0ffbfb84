import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CancelReason } from '@/components/orders/cancel-reason';
import { Facts } from '@/components/ui/facts';
import { MoneyText } from '@/components/ui/money-text';
import { Section } from '@/components/ui/section';
import type { CodeOrder } from '@/lib/codes/schema';

type OrderFactsProps = {
  order: CodeOrder;
  /** What only staff see. */
  more?: { label: string; value: ReactNode }[];
};

/** What was ordered, on which terms, and when it moved. */
export function OrderFacts({ order, more = [] }: OrderFactsProps) {
  const t = useTranslations('code_order');
  const format = useFormatter();
  const when = (at: string | null) =>
    at && format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  const { code_validity_days: validity, code_expires_days: expires, codes_expire_at: expireAt } = order;
  return (
    <Section title={t('facts')}>
      <Facts
        facts={[
          ...more,
          { label: t('plan'), value: order.plan_name },
          { label: t('quantity'), value: format.number(order.quantity) },
          { label: t('codes'), value: format.number(order.expected_count) },
          {
            label: t('total'),
            value: <MoneyText amount={order.total_amount} currency={order.currency} />,
          },
          { label: t('uses'), value: format.number(order.code_max_uses) },
          { label: t('codes_expire'), value: expiry() },
          {
            label: t('membership'),
            value: validity ? t('membership_days', { days: validity }) : t('membership_open'),
          },
          { label: t('placed'), value: when(order.created_at) },
          { label: t('paid'), value: when(order.paid_at) },
          { label: t('completed'), value: when(order.completed_at) },
          { label: t('cancelled'), value: when(order.cancelled_at) },
          {
            label: t('reason'),
            value: order.cancel_reason && <CancelReason reason={order.cancel_reason} />,
          },
        ]}
      />
    </Section>
  );

  function expiry() {
    return when(expireAt) ?? (expires ? t('codes_expire_days', { days: expires }) : t('never'));
  }
}
