'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useTaskWords } from '@/components/monitoring/use-task-words';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { JobError } from '@/lib/monitoring/job-error';
import type { JobSubject } from '@/lib/monitoring/job-subjects';
import type { ListedJob } from '@/lib/monitoring/list-jobs';
import styles from './jobs-table.module.css';
import { Retry } from './retry';

export function JobsTable({ jobs, narrowed }: { jobs: ListedJob[]; narrowed: boolean }) {
  const t = useTranslations('jobs');
  const wordsOf = useTaskWords();
  const columns: ListColumn<ListedJob>[] = [
    {
      key: 'task',
      title: t('task_label'),
      phone: 'head',
      render: ({ task, error }) => (
        <div className={styles.task}>
          {wordsOf(task)}
          {error && <LastError error={error} />}
        </div>
      ),
    },
    { key: 'state', title: t('state'), render: ({ state }) => <StatusTag kind="job" value={state} /> },
    { key: 'about', title: t('about'), render: ({ about }) => <About about={about} /> },
    {
      key: 'attempts',
      title: t('attempts'),
      align: 'right',
      render: ({ attempts, max_attempts: most }) => t('attempts_of', { attempts, most }),
    },
    {
      key: 'when',
      title: t('when'),
      render: ({ state, at }) => (
        <div className={styles.when}>
          <span>{t(`when_${state}`)}</span>
          <RelativeTime at={at} />
        </div>
      ),
    },
    {
      key: 'actions',
      title: t('actions'),
      render: (job) => (job.state === 'failed' || job.state === 'scheduled') && <Retry job={job} />,
    },
  ];
  return (
    <ListTable
      label={t('list')}
      columns={columns}
      rows={jobs}
      rowKey={({ id }) => id}
      empty={<EmptyState>{t(narrowed ? 'empty_found' : 'empty')}</EmptyState>}
    />
  );
}

function About({ about }: { about: JobSubject | null }) {
  const t = useTranslations('jobs');
  if (!about) return t('about_nothing');
  if (about.kind === 'person') return about.email;
  const { href, name } = pageOf(about);
  return (
    <Link prefetch={false} href={href}>
      {name}
    </Link>
  );
}

function pageOf(about: Exclude<JobSubject, { kind: 'person' }>) {
  switch (about.kind) {
    case 'order':
      return { href: `/admin/orders/${about.order_no}`, name: <code>{about.order_no}</code> };
    case 'invitation':
      return { href: `/admin/members/${about.id}`, name: about.email };
    case 'delivery':
      return {
        href: `/admin/distributors/${about.distributor_id}/webhooks/deliveries/${about.id}`,
        name: about.host,
      };
  }
}

function LastError({ error: { short, whole } }: { error: JobError }) {
  const t = useTranslations('jobs');
  return (
    <div className={styles.error}>
      <span className="heard">{t('error')}: </span>
      {short}
      {whole && (
        <details>
          <summary>{t('error_whole')}</summary>
          <pre tabIndex={0}>{whole}</pre>
        </details>
      )}
    </div>
  );
}
