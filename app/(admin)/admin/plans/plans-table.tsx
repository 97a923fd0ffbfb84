'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { MoneyText } from '@/components/ui/money-text';
import { StatusTag } from '@/components/ui/status-tag';
import type { AnyPlan } from '@/lib/catalog/schema';
import { PlanButton } from './plan-button';
import { PlanMoves } from './plan-moves';

export function PlansTable({ plans }: { plans: AnyPlan[] }) {
  const t = useTranslations('plans');
  const format = useFormatter();
  const count = (key: 'code_count' | 'code_max_uses' | 'orders', title: string): ListColumn<AnyPlan> => ({
    key,
    title,
    align: 'right',
    render: (plan) => format.number(plan[key]),
  });
  const columns: ListColumn<AnyPlan>[] = [
    { key: 'name', title: t('field.name'), phone: 'head', render: ({ name }) => name },
    {
      key: 'state',
      title: t('state'),
      render: ({ is_active: active }) => <StatusTag kind="plan" value={active ? 'active' : 'inactive'} />,
    },
    {
      key: 'price',
      title: t('field.price'),
      align: 'right',
      render: ({ price, currency }) => <MoneyText amount={price} currency={currency} />,
    },
    count('code_count', t('codes')),
    count('code_max_uses', t('uses')),
    {
      key: 'expires_days',
      title: t('expiry'),
      render: ({ expires_days: days }) => (days ? t('days', { days }) : t('never')),
    },
    {
      key: 'validity_days',
      title: t('membership'),
      render: ({ validity_days: days }) => (days ? t('days', { days }) : t('no_end')),
    },
    count('orders', t('orders')),
    { key: 'actions', title: t('actions'), align: 'right', render: (plan) => <PlanMoves plan={plan} /> },
  ];
  return (
    <ListTable
      label={t('title')}
      columns={columns}
      rows={plans}
      rowKey={({ id }) => id}
      empty={<EmptyState action={<PlanButton />}>{t('empty')}</EmptyState>}
    />
  );
}
