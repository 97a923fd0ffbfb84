'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { orderOf, useAlertWords } from '@/components/monitoring/alert-words';
import { ActionButton } from '@/components/ui/action-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ShownAlert } from '@/lib/monitoring/list-alerts';
import { resolveAlertAction } from './actions';
import styles from './alerts-table.module.css';

type AlertsTableProps = { alerts: ShownAlert[]; state: ShownAlert['state']; seesJobs: boolean };

export function AlertsTable({ alerts, state, seesJobs }: AlertsTableProps) {
  const t = useTranslations('alerts');
  const format = useFormatter();
  const wordsOf = useAlertWords();
  const columns: ListColumn<ShownAlert>[] = [
    {
      key: 'what',
      title: t('what'),
      phone: 'head',
      render: (alert) => {
        const { what, next } = wordsOf(alert);
        return (
          <div className={styles.what}>
            {what}
            {next && <span>{next}</span>}
          </div>
        );
      },
    },
    {
      key: 'order',
      title: t('about'),
      render: (alert) => {
        if (alert.rule.startsWith('queue.')) return seesJobs && <JobsLink rule={alert.rule} />;
        const orderNo = orderOf(alert);
        if (!orderNo) return <code>{alert.facts.order_no ?? alert.key}</code>;
        return (
          <Link prefetch={false} href={`/admin/orders/${orderNo}`}>
            <code>{orderNo}</code>
          </Link>
        );
      },
    },
    { key: 'times', title: t('times'), align: 'right', render: ({ count }) => format.number(count) },
    { key: 'last', title: t('last'), render: (alert) => <RelativeTime at={alert.last_at} /> },
    state === 'open'
      ? {
          key: 'resolve',
          title: t('actions'),
          render: (alert) => (
            <ActionButton
              verb={t('resolve')}
              named={t('resolve_alert', { what: wordsOf(alert).what })}
              run={() => resolveAlertAction({ alert_id: alert.id })}
              done={t('resolve_done')}
              failed={t('resolve_failed')}
            />
          ),
        }
      : {
          key: 'resolved',
          title: t('resolved_at'),
          render: (alert) => alert.resolved_at && <RelativeTime at={alert.resolved_at} />,
        },
  ];
  return (
    <ListTable
      label={t('list')}
      columns={columns}
      rows={alerts}
      rowKey={({ id }) => id}
      empty={<EmptyState>{t(`empty_${state}`)}</EmptyState>}
    />
  );
}

function JobsLink({ rule }: { rule: string }) {
  const t = useTranslations('alerts');
  return (
    <Link prefetch={false} href={rule === 'queue.backlog' ? '/admin/jobs' : '/admin/jobs?state=failed'}>
      {t('jobs')}
    </Link>
  );
}
