import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { getQueue } from '@/lib/monitoring/get-queue';
import { listFailedTasks } from '@/lib/monitoring/list-failed-tasks';
import { listJobs } from '@/lib/monitoring/list-jobs';
import { ListJobsQuery } from '@/lib/monitoring/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { JobsTabs } from '@/components/monitoring/jobs-tabs';
import { FailedTasks } from './failed-tasks';
import { JobsFilters } from './jobs-filters';
import { JobsTable } from './jobs-table';
import { QueueCards } from './queue-cards';

/** Soon enough to see a retry through, seldom enough not to be work itself. */
const EVERY_MS = 5_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jobs'))('title') };
}

type JobsPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function JobsPage({ searchParams }: JobsPageProps) {
  const ctx = await pageContext('monitoring.view-jobs');
  const query = searchOf(ListJobsQuery, await searchParams);
  const [t, queue, failed, page] = await Promise.all([
    getTranslations('jobs'),
    getQueue(ctx),
    listFailedTasks(ctx),
    listJobs(ctx, query),
  ]);
  return (
    <ClientMessages of={['jobs', 'tasks']}>
      <RefreshWhile active every={EVERY_MS} />
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <JobsTabs current="queue" />
      <QueueCards queue={queue} />
      {failed.length > 0 && <FailedTasks tasks={failed} />}
      <JobsFilters />
      <JobsTable jobs={page.items} narrowed={Boolean(query.state ?? query.task)} />
      <KeysetPager page={page} limit={query.limit} />
    </ClientMessages>
  );
}
