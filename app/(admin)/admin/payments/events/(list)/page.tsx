import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EventsTable } from '@/components/payments/events-table';
import { PaymentsTabs } from '@/components/payments/payments-tabs';
import { ClientMessages } from '@/components/ui/client-messages';
import { EmptyState } from '@/components/ui/empty-state';
import { ExportLink } from '@/components/ui/export-link';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listEvents } from '@/lib/payments/list-events';
import { EventsQuery } from '@/lib/payments/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { EventsFilters } from './events-filters';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payments'))('events_title') };
}

type EventsPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function EventsPage({ searchParams }: EventsPageProps) {
  const ctx = await pageContext('payments.view-any');
  const query = searchOf(EventsQuery, await searchParams);
  const [t, ui, page] = await Promise.all([
    getTranslations('payments'),
    getTranslations('ui'),
    listEvents(ctx, query),
  ]);
  const { limit, cursor: _, ...filters } = query;
  const filtered = Object.values(filters).some(Boolean);
  return (
    <ClientMessages of={['payments']}>
      <PageHeader
        title={t('events_title')}
        purpose={t('events_purpose')}
        action={<ExportLink of="/api/v1/payment-events">{ui('export')}</ExportLink>}
      />
      <PaymentsTabs current="events" />
      <EventsFilters />
      <EventsTable
        events={page.items}
        withOrder
        empty={<EmptyState>{t(filtered ? 'events_empty_filtered' : 'events_empty')}</EmptyState>}
      />
      <KeysetPager page={page} limit={limit} />
    </ClientMessages>
  );
}
