'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Duration } from '@/components/ui/duration';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import type { LockWait } from '@/lib/monitoring/database-figures';

/** Who waits for a lock, and for whom. A wait that lasts is not a deadlock: PostgreSQL ends those by itself. */
export function WaitsTable({ waits }: { waits: LockWait[] }) {
  const t = useTranslations('jobs');
  const format = useFormatter();
  const columns: ListColumn<LockWait>[] = [
    { key: 'pid', title: t('session'), phone: 'head', render: ({ pid }) => <code>{pid}</code> },
    {
      key: 'lock',
      title: t('lock'),
      render: ({ locktype, mode }) => (
        <code>
          {locktype}, {mode}
        </code>
      ),
    },
    { key: 'table', title: t('table'), render: ({ table }) => (table ? <code>{table}</code> : '–') },
    {
      key: 'blocked_by',
      title: t('blocked_by'),
      render: ({ blocked_by: pids }) => <code>{format.list(pids.map(String))}</code>,
    },
    {
      key: 'seconds',
      title: t('waits_for'),
      align: 'right',
      render: ({ seconds }) => <Duration ms={seconds * 1_000} />,
    },
  ];
  return (
    <ListTable
      label={t('waits')}
      columns={columns}
      rows={waits}
      rowKey={({ pid }) => pid}
      empty={<EmptyState>{t('waits_none')}</EmptyState>}
    />
  );
}
