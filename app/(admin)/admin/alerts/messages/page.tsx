import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AlertsTabs } from '@/components/monitoring/alerts-tabs';
import { ClientMessages } from '@/components/ui/client-messages';
import { FilterBar } from '@/components/ui/filter-bar';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listAlertMessages } from '@/lib/monitoring/list-alert-messages';
import { ListMessagesQuery, MESSAGE_STATUSES } from '@/lib/monitoring/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { MessagesTable } from './messages-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('alert_messages'))('title') };
}

type MessagesPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function AlertMessagesPage({ searchParams }: MessagesPageProps) {
  const ctx = await pageContext('monitoring.view-alert-channels');
  const query = searchOf(ListMessagesQuery, await searchParams);
  const [t, status, page] = await Promise.all([
    getTranslations('alert_messages'),
    getTranslations('status.alert_message'),
    listAlertMessages(ctx, query),
  ]);
  const options = MESSAGE_STATUSES.map((value) => ({
    value,
    label: status(value.toUpperCase() as Uppercase<typeof value>),
  }));
  return (
    <ClientMessages of={['alert_messages']}>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <AlertsTabs current="messages" setsTerms />
      <FilterBar filters={[{ name: 'status', kind: 'choice', label: t('all'), options }]} />
      <MessagesTable
        messages={page.items}
        narrowed={query.status !== undefined || query.channel !== undefined}
      />
      <KeysetPager page={page} limit={query.limit} />
    </ClientMessages>
  );
}
