'use client';

import { Table, type TableProps } from 'antd';
import { useTranslations } from 'next-intl';
import type { Key, ReactNode } from 'react';
import { EmptyState } from './empty-state';
import { ListSkeleton } from './list-skeleton';
import styles from './list-table.module.css';

export type ListColumn<T> = {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  /** "right" for money and counts. */
  align?: 'right';
  width?: number | string;
  /** "head": the card's own line on a phone, without a label. "wide": not on the card at all. */
  phone?: 'head' | 'wide';
};

type ListTableProps<T> = {
  /** What the list holds, for people who cannot see the page. */
  label: string;
  columns: ListColumn<T>[];
  /** Undefined while they load for the first time. */
  rows: readonly T[] | undefined;
  rowKey: (row: T) => Key;
  /** The old rows are seen while newer ones load. */
  refreshing?: boolean;
  empty?: ReactNode;
  selection?: TableProps<T>['rowSelection'];
};

/** One list for all screens: a table, whose rows are cards on a phone. The style sheet decides, so nothing jumps. */
export function ListTable<T extends object>({
  label,
  columns,
  rows,
  rowKey,
  refreshing,
  empty,
  selection,
}: ListTableProps<T>) {
  const t = useTranslations('ui');
  if (!rows) return <ListSkeleton columns={columns.length} />;
  if (rows.length === 0)
    return <div className={styles.card}>{empty ?? <EmptyState>{t('empty')}</EmptyState>}</div>;
  return (
    <div className={styles.list} aria-busy={refreshing}>
      <Table<T>
        aria-label={label}
        dataSource={rows}
        rowKey={rowKey}
        pagination={false}
        rowSelection={selection}
        columns={columns.map(({ key, title, render, align, width, phone }) => ({
          key,
          title,
          align,
          width,
          render: (_, row) => render(row),
          onCell: () => cellOf(title, phone),
        }))}
      />
    </div>
  );
}

/** The label beside each value of a card comes from the style sheet, so it stands in the cell itself. */
function cellOf(title: string, phone: ListColumn<never>['phone']) {
  return { className: styles.cell, 'data-label': title, 'data-phone': phone };
}
