import { useTranslations } from 'next-intl';
import { useProviderName } from '@/components/payments/use-provider-name';
import { FilterBar } from '@/components/ui/filter-bar';
import { EventOutcome, EventSource, EventVerdict } from '@/lib/generated/prisma/enums';
import { PROVIDERS } from '@/lib/payments/schema';

const lower = <V extends string>(value: V) => value.toLowerCase() as Lowercase<V>;

/** What the inbox can be narrowed to. */
export function EventsFilters() {
  const t = useTranslations('payments');
  const verdict = useTranslations('status.verdict');
  const outcome = useTranslations('status.event');
  const nameOf = useProviderName();
  return (
    <FilterBar
      filters={[
        { name: 'order_no', kind: 'search', label: t('filter_order') },
        {
          name: 'verdict',
          kind: 'choice',
          label: t('verdict'),
          options: Object.values(EventVerdict).map((value) => ({
            value: lower(value),
            label: verdict(value),
          })),
        },
        {
          name: 'outcome',
          kind: 'choice',
          label: t('outcome'),
          options: [
            { value: 'waiting', label: t('outcome_waiting') },
            ...Object.values(EventOutcome).map((value) => ({ value: lower(value), label: outcome(value) })),
          ],
        },
        {
          name: 'provider',
          kind: 'choice',
          label: t('provider'),
          options: PROVIDERS.map((value) => ({ value, label: nameOf(value) })),
        },
        {
          name: 'source',
          kind: 'choice',
          label: t('how'),
          options: Object.values(EventSource).map((value) => ({
            value: lower(value),
            label: t(`source.${lower(value)}`),
          })),
        },
        { name: 'from', kind: 'date', label: t('from') },
        { name: 'to', kind: 'date', label: t('to') },
      ]}
    />
  );
}
