import { useTranslations } from 'next-intl';
import { FilterBar } from '@/components/ui/filter-bar';
import { EVENT_TYPES, TEST_EVENT } from '@/lib/webhooks/schema';
import type { Endpoint } from '@/lib/webhooks/list-endpoints';
import { DELIVERY_STATES } from '@/lib/webhooks/schema';

/** What the log can be narrowed to. Drawn on the server: its choices come with a library of rules. */
export function DeliveryFilters({ endpoints }: { endpoints: Endpoint[] }) {
  const t = useTranslations('webhooks');
  const state = useTranslations('status.webhook_delivery');
  return (
    <FilterBar
      filters={[
        {
          name: 'endpoint',
          kind: 'choice',
          label: t('endpoint'),
          options: endpoints.map(({ id, url }) => ({ value: String(id), label: url })),
        },
        {
          name: 'status',
          kind: 'choice',
          label: t('state'),
          options: DELIVERY_STATES.map((value) => ({
            value,
            label: state(value.toUpperCase() as Uppercase<typeof value>),
          })),
        },
        {
          name: 'type',
          kind: 'choice',
          label: t('type'),
          options: [...EVENT_TYPES, TEST_EVENT].map((value) => ({ value, label: value })),
        },
      ]}
    />
  );
}
