'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import type { TableFigures } from '@/lib/monitoring/database-figures';
import styles from './database.module.css';

/** From here on dead rows are worth a look: a share, and as many as vacuum itself waits for, since half of two is nothing. */
const MUCH = 0.2;
const FEWEST = 50;

/** How many dead rows each table carries along. */
export function TablesTable({ tables }: { tables: TableFigures[] }) {
  const t = useTranslations('jobs');
  const format = useFormatter();
  const columns: ListColumn<TableFigures>[] = [
    {
      key: 'table',
      title: t('table'),
      phone: 'head',
      render: ({ schema, table }) => <code>{schema === 'public' ? table : `${schema}.${table}`}</code>,
    },
    { key: 'live', title: t('live_rows'), align: 'right', render: ({ live }) => format.number(live) },
    { key: 'dead', title: t('dead_rows'), align: 'right', render: ({ dead }) => format.number(dead) },
    {
      key: 'share',
      title: t('dead_share'),
      align: 'right',
      render: ({ dead, dead_share: share }) => (
        <span className={share > MUCH && dead >= FEWEST ? styles.much : undefined}>
          {format.number(share, { style: 'percent', maximumFractionDigits: 1 })}
        </span>
      ),
    },
    {
      key: 'vacuumed',
      title: t('vacuumed'),
      render: ({ vacuumed_at: at }) => (at ? <RelativeTime at={at} /> : t('never')),
    },
  ];
  return (
    <ListTable
      label={t('tables')}
      columns={columns}
      rows={tables}
      rowKey={({ schema, table }) => `${schema}.${table}`}
    />
  );
}
