'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { MoneyText } from '@/components/ui/money-text';
import { StatusTag } from '@/components/ui/status-tag';
import type { DistributorRow } from '@/lib/distributors/schema';
import { InviteButton } from './invite-button';

type DistributorsTableProps = { distributors: DistributorRow[]; filtered: boolean };

export function DistributorsTable({ distributors, filtered }: DistributorsTableProps) {
  const t = useTranslations('distributors');
  const format = useFormatter();
  const columns: ListColumn<DistributorRow>[] = [
    {
      key: 'name',
      title: t('field.name'),
      phone: 'head',
      render: ({ id, name }) => (
        <Link href={`/admin/distributors/${id}`} prefetch={false}>
          {name}
        </Link>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      render: ({ is_active: active, codes_stopped_at: stopped }) => (
        <>
          <StatusTag kind="user" value={active ? 'active' : 'disabled'} />{' '}
          {stopped && <StatusTag kind="distributor_codes" value="stopped" />}
        </>
      ),
    },
    { key: 'email', title: t('field.email'), render: ({ email }) => email },
    { key: 'slug', title: t('field.slug'), render: ({ slug }) => <code>{slug}</code> },
    {
      key: 'unit_price',
      title: t('field.unit_price'),
      align: 'right',
      render: ({ unit_price: price, currency }) => <MoneyText amount={price} currency={currency} />,
    },
    {
      key: 'active_codes',
      title: t('active_codes'),
      align: 'right',
      render: ({ active_codes: count }) => format.number(count),
    },
    {
      key: 'accepted',
      title: t('accepted'),
      align: 'right',
      render: ({ accepted }) => format.number(accepted),
    },
  ];
  return (
    <ListTable
      label={t('title')}
      columns={columns}
      rows={distributors}
      rowKey={({ id }) => id}
      empty={
        filtered ? (
          <EmptyState>{t('none_found')}</EmptyState>
        ) : (
          <EmptyState action={<InviteButton />}>{t('empty')}</EmptyState>
        )
      }
    />
  );
}
