import { useTranslations } from 'next-intl';
import { useProviderName } from '@/components/payments/use-provider-name';
import { FilterBar } from '@/components/ui/filter-bar';
import { PaymentPurpose, PaymentStatus } from '@/lib/generated/prisma/enums';
import { PROVIDERS } from '@/lib/payments/schema';

const lower = <V extends string>(value: V) => value.toLowerCase() as Lowercase<V>;

/** What the list of payments can be narrowed to. */
export function PaymentsFilters() {
  const t = useTranslations('payments');
  const status = useTranslations('status.payment');
  const nameOf = useProviderName();
  return (
    <FilterBar
      filters={[
        { name: 'order_no', kind: 'search', label: t('filter_order') },
        {
          name: 'status',
          kind: 'choice',
          label: t('status'),
          options: Object.values(PaymentStatus).map((value) => ({
            value: lower(value),
            label: status(value),
          })),
        },
        {
          name: 'provider',
          kind: 'choice',
          label: t('provider'),
          options: PROVIDERS.map((value) => ({ value, label: nameOf(value) })),
        },
        {
          name: 'purpose',
          kind: 'choice',
          label: t('what_for'),
          options: Object.values(PaymentPurpose).map((value) => ({
            value: lower(value),
            label: t(`purpose.${lower(value)}`),
          })),
        },
        { name: 'from', kind: 'date', label: t('from') },
        { name: 'to', kind: 'date', label: t('to') },
      ]}
    />
  );
}
