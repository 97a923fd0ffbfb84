'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { Section } from '@/components/ui/section';
import type { RankedDistributor } from '@/lib/reports/rank-distributors';
import styles from './overview.module.css';

/** The distributors that sold most, each with the way to its own dashboard. */
export function Ranking({ ranked, days }: { ranked: RankedDistributor[]; days: number }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const count = (name: 'attempt' | 'success' | 'accepted', title: string): ListColumn<RankedDistributor> => ({
    key: name,
    title,
    align: 'right',
    render: (distributor) => format.number(distributor[name]),
  });
  const columns: ListColumn<RankedDistributor>[] = [
    {
      key: 'name',
      title: t('distributor'),
      phone: 'head',
      render: ({ distributor_id: id, name }) => (
        <Link prefetch={false} href={`/admin/distributors/${id}/dashboard?days=${days}`}>
          {name}
        </Link>
      ),
    },
    count('attempt', t('redeemed')),
    count('success', t('invited')),
    count('accepted', t('accepted_short')),
  ];
  return (
    <Section title={t('leaders')} extra={<Link href="/admin/distributors">{t('all_distributors')}</Link>}>
      <div className={styles.ranking}>
        <ListTable
          label={t('leaders')}
          columns={columns}
          rows={ranked}
          rowKey={({ distributor_id: id }) => id}
          empty={<EmptyState>{t('ranking_none')}</EmptyState>}
        />
      </div>
    </Section>
  );
}
