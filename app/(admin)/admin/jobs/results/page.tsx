import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { RangePicker } from '@/components/ui/range-picker';
import { Section } from '@/components/ui/section';
import { getJobStats } from '@/lib/monitoring/get-job-stats';
import { listClockTasks } from '@/lib/monitoring/list-clock-tasks';
import { JobStatsQuery } from '@/lib/monitoring/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { JobsTabs } from '@/components/monitoring/jobs-tabs';
import { ClockTable } from './clock-table';
import styles from './results.module.css';
import { RunsByDay } from './runs-by-day';
import { TasksTable } from './tasks-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jobs'))('results') };
}

type ResultsPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function ResultsPage({ searchParams }: ResultsPageProps) {
  const ctx = await pageContext('monitoring.view-jobs');
  const query = searchOf(JobStatsQuery, await searchParams);
  const [t, stats, clock] = await Promise.all([
    getTranslations('jobs'),
    getJobStats(ctx, query),
    listClockTasks(ctx),
  ]);
  return (
    <ClientMessages of={['jobs', 'tasks']}>
      <PageHeader
        title={t('title')}
        purpose={t('results_purpose')}
        action={<RangePicker days={query.days} />}
      />
      <JobsTabs current="results" />
      <div className={styles.parts}>
        <RunsByDay days={stats.days} task={query.task} show={query.show} />
        <Section title={t('by_task')}>
          <TasksTable tasks={stats.tasks} days={query.days} show={query.show} />
        </Section>
        <Section title={t('clock')}>
          <ClockTable tasks={clock} />
        </Section>
      </div>
    </ClientMessages>
  );
}
