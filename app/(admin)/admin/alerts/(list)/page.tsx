import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AlertsTabs } from '@/components/monitoring/alerts-tabs';
import { ClientMessages } from '@/components/ui/client-messages';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listAlerts } from '@/lib/monitoring/list-alerts';
import { ListAlertsQuery } from '@/lib/monitoring/schema';
import { mayUse } from '@/lib/permissions';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { AlertsTable } from './alerts-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('alerts'))('title') };
}

type AlertsPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function AlertsPage({ searchParams }: AlertsPageProps) {
  const ctx = await pageContext('monitoring.view-alerts');
  const query = searchOf(ListAlertsQuery, await searchParams);
  const [t, page] = await Promise.all([getTranslations('alerts'), listAlerts(ctx, query)]);
  return (
    <ClientMessages of={['alerts', 'tasks']}>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <AlertsTabs current={query.state} setsTerms={mayUse(ctx, 'monitoring.view-alert-rules')} />
      <AlertsTable alerts={page.items} state={query.state} seesJobs={mayUse(ctx, 'monitoring.view-jobs')} />
      <KeysetPager page={page} limit={query.limit} />
    </ClientMessages>
  );
}
