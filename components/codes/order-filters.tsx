import { useTranslations } from 'next-intl';
import { FilterBar } from '@/components/ui/filter-bar';
import { CODE_ORDER_STATUSES } from '@/lib/codes/schema';

const choice = <S extends string>(
  name: string,
  label: string,
  values: readonly S[],
  word: (value: Uppercase<S>) => string,
) => ({
  name,
  kind: 'choice' as const,
  label,
  options: values.map((value) => ({ value, label: word(value.toUpperCase() as Uppercase<S>) })),
});

/** What lists of code orders can be narrowed to. Drawn on the server: its choices come with a library of rules. */
export function OrderFilters({ withBuyer }: { withBuyer?: boolean }) {
  const t = useTranslations('code_orders');
  const order = useTranslations('status.order');
  const payment = useTranslations('status.order_payment');
  const issuing = useTranslations('status.fulfillment');
  return (
    <FilterBar
      filters={[
        { name: 'order_no', kind: 'search', label: t('filter_order') },
        ...(withBuyer ? [{ name: 'email', kind: 'search' as const, label: t('filter_email') }] : []),
        choice('status', t('status'), CODE_ORDER_STATUSES.status, order),
        choice('payment_status', t('payment'), CODE_ORDER_STATUSES.payment_status, payment),
        choice('fulfillment_status', t('issuing'), CODE_ORDER_STATUSES.fulfillment_status, issuing),
      ]}
    />
  );
}
