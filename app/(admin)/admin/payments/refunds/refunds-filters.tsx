import { useTranslations } from 'next-intl';
import { FilterBar } from '@/components/ui/filter-bar';
import { RefundStatus } from '@/lib/generated/prisma/enums';

/** What the list of refunds can be narrowed to. */
export function RefundsFilters() {
  const t = useTranslations('payments');
  const status = useTranslations('status.refund');
  return (
    <FilterBar
      filters={[
        { name: 'order_no', kind: 'search', label: t('filter_whole_order') },
        {
          name: 'status',
          kind: 'choice',
          label: t('status'),
          options: Object.values(RefundStatus).map((value) => ({ value, label: status(value) })),
        },
      ]}
    />
  );
}
