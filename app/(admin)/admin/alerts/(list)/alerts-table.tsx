'use client';

import { Flex } from 'antd';
import { useFormatter, useTranslations } from 'next-intl';
import { AlertThing } from '@/components/monitoring/alert-thing';
import { useAlertWords } from '@/components/monitoring/alert-words';
import { ActionButton } from '@/components/ui/action-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ShownAlert } from '@/lib/monitoring/list-alerts';
import { retryJobAction } from '../../jobs/(queue)/actions';
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
      key: 'severity',
      title: t('severity'),
      render: ({ severity }) => <StatusTag kind="alert_severity" value={severity} />,
    },
    { key: 'about', title: t('about'), render: (alert) => <AlertThing alert={alert} seesAll={seesJobs} /> },
    {
      key: 'sample',
      title: t('sample'),
      phone: 'wide',
      render: ({ request_id: id }) => id && <code className={styles.request}>{id}</code>,
    },
    { key: 'times', title: t('times'), align: 'right', render: ({ count }) => format.number(count) },
    { key: 'since', title: t('since'), render: (alert) => <RelativeTime at={alert.opened_at} /> },
    { key: 'last', title: t('last'), render: (alert) => <RelativeTime at={alert.last_at} /> },
    state === 'open'
      ? {
          key: 'moves',
          title: t('actions'),
          render: (alert) => <AlertMoves alert={alert} retries={seesJobs} />,
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

/** The button that mends it, where there is one that needs no question, and the one that says it is dealt with. */
function AlertMoves({ alert, retries }: { alert: ShownAlert; retries: boolean }) {
  const t = useTranslations('alerts');
  const { what } = useAlertWords()(alert);
  const job = alert.rule === 'queue.job_given_up' && retries ? Number(alert.key) : NaN;
  return (
    <Flex gap={8} wrap>
      {Number.isInteger(job) && (
        <ActionButton
          verb={t('retry')}
          named={t('retry_named', { what })}
          run={() => retryJobAction({ job_id: job })}
          done={t('retry_done')}
          failed={t('retry_failed')}
        />
      )}
      <ActionButton
        verb={t('resolve')}
        named={t('resolve_alert', { what })}
        run={() => resolveAlertAction({ alert_id: alert.id })}
        done={t('resolve_done')}
        failed={t('resolve_failed')}
      />
    </Flex>
  );
}
