'use client';

import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { EmptyState } from '@/components/ui/empty-state';
import { useFeedback } from '@/components/ui/feedback';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { useRefusalDialog } from '@/components/ui/use-refusal-dialog';
import type { ShownAlert } from '@/lib/monitoring/list-alerts';
import { resolveAlertAction } from './actions';
import { orderOf, useAlertWords } from './alert-words';
import styles from './alerts-table.module.css';

type AlertsTableProps = { alerts: ShownAlert[]; state: ShownAlert['state'] };

export function AlertsTable({ alerts, state }: AlertsTableProps) {
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
          render: (alert) => <Resolve alertId={alert.id} what={wordsOf(alert).what} />,
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

function Resolve({ alertId, what }: { alertId: number; what: string }) {
  const t = useTranslations('alerts');
  const feedback = useFeedback();
  const showRefusal = useRefusalDialog();
  const router = useRouter();
  const resolving = useMutation({
    mutationFn: async () => answerOf(await resolveAlertAction({ alert_id: alertId })),
    onSuccess: () => {
      feedback.success(t('resolve_done'));
      router.refresh();
    },
    onError: (error) => showRefusal(t('resolve_failed'), error),
  });
  const busy = resolving.isPending || resolving.isSuccess;
  return (
    <Button
      size="small"
      loading={busy}
      aria-label={t('resolve_alert', { what })}
      onClick={() => !busy && resolving.mutate()}
    >
      {t('resolve')}
    </Button>
  );
}
