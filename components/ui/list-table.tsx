'use client';

import { useTranslations } from 'next-intl';
import type { Key, ReactNode } from 'react';
import { EmptyState } from './empty-state';
import { ListSkeleton } from './list-skeleton';
import styles from './list-table.module.css';

export type ListColumn<T> = {
  key: string;
  title: string;
  /** What stands in the head of the column instead of its title. */
  head?: ReactNode;
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
};

/**
 * One list for all screens: a table, whose rows are cards on a phone. The style sheet decides, so nothing jumps. It has
 * the look of antd's table without its 107 KB of script: sorting, filters and pages of lists live in the URL.
 */
export function ListTable<T extends object>({
  label,
  columns,
  rows,
  rowKey,
  refreshing,
  empty,
}: ListTableProps<T>) {
  const t = useTranslations('ui');
  if (!rows) return <ListSkeleton columns={columns.length} />;
  if (rows.length === 0) {
    return <div className={styles.list}>{empty ?? <EmptyState>{t('empty')}</EmptyState>}</div>;
  }
  return (
    <div className={styles.list} aria-busy={refreshing}>
      <table aria-label={label} className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ key, title, head, align, width }) => (
              <th key={key} scope="col" data-align={align} style={{ width }}>
                {head ?? title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, title, align, phone, render }) => (
                <td key={key} data-align={align} data-label={title} data-phone={phone}>
                  {render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
