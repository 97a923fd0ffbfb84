import type { Metadata } from 'next';
import { getFormatter, getNow, getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { unitOf } from '@/components/ui/unit-of';
import { getRequestFigures } from '@/lib/monitoring/get-request-figures';
import { pageContext } from '@/lib/web/session';
import { JobsTabs } from '@/components/monitoring/jobs-tabs';
import { RequestsTable } from './requests-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jobs'))('requests') };
}

export default async function RequestsPage() {
  const ctx = await pageContext('monitoring.view-jobs');
  const [t, format, now, figures] = await Promise.all([
    getTranslations('jobs'),
    getFormatter(),
    getNow(),
    getRequestFigures(ctx),
  ]);
  const began = new Date(figures.since);
  const since = format.relativeTime(began, { now, unit: unitOf(began, now) });
  return (
    <ClientMessages of={['jobs']}>
      <PageHeader title={t('title')} purpose={t('requests_purpose', { since })} />
      <JobsTabs current="requests" />
      <RequestsTable routes={figures.routes} />
    </ClientMessages>
  );
}
