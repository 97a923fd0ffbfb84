import { getTranslations } from 'next-intl/server';
import { LinkTabs } from '@/components/ui/link-tabs';

const TABS = {
  payments: '/admin/payments',
  refunds: '/admin/payments/refunds',
  events: '/admin/payments/events',
  reconciliation: '/admin/payments/reconciliation',
  providers: '/admin/payments/providers',
} as const;

/** The views of what came in, what goes back, and whether both are as the providers say. */
export async function PaymentsTabs({ current }: { current: keyof typeof TABS }) {
  const t = await getTranslations('payments.tab');
  const tabs = (Object.keys(TABS) as (keyof typeof TABS)[]).map((key) => ({
    key,
    href: TABS[key],
    label: t(key),
  }));
  return <LinkTabs label={t('views')} current={current} tabs={tabs} />;
}
