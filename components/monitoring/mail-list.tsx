'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ListedMail } from '@/lib/monitoring/list-mails';
import type { Page } from '@/lib/paging';
import styles from './mail.module.css';

type MailListProps = {
  page: Page<ListedMail>;
  limit: number;
  /** Whether only some of the mails are asked for. */
  narrowed: boolean;
  /** Where the page of a mail is: its id follows. */
  base: string;
  /** How mails leave the house now. */
  by: 'smtp' | 'outbox';
};

/** The outbox: what would have been sent. */
export function MailList({ page, limit, narrowed, base, by }: MailListProps) {
  const t = useTranslations('outbox');
  const columns: ListColumn<ListedMail>[] = [
    {
      key: 'recipient',
      title: t('recipient'),
      phone: 'head',
      render: ({ id, recipient }) => (
        <Link prefetch={false} href={`${base}/${id}`} className={styles.recipient}>
          {recipient}
        </Link>
      ),
    },
    { key: 'subject', title: t('subject'), render: ({ subject }) => subject },
    { key: 'when', title: t('when'), render: ({ created_at: at }) => <RelativeTime at={at} /> },
  ];
  const empty = narrowed ? t('empty_filtered') : t(`empty_${by}`);
  return (
    <>
      <PageHeader title={t('title')} purpose={t(`purpose_${by}`)} />
      <FilterBar filters={[{ name: 'q', kind: 'search', label: t('search') }]} />
      <ListTable
        label={t('title')}
        columns={columns}
        rows={page.items}
        rowKey={({ id }) => id}
        empty={<EmptyState>{empty}</EmptyState>}
      />
      <KeysetPager page={page} limit={limit} />
    </>
  );
}
