'use client';

import { useTranslations } from 'next-intl';
import { useProviderName } from '@/components/payments/use-provider-name';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { StatusTag } from '@/components/ui/status-tag';
import type { ShownProvider } from '@/lib/payments/list-providers';
import { useBreakerColumns } from './use-breaker-columns';

/** Which providers take money, how, and whether they answer at the moment. */
export function ProvidersTable({ providers }: { providers: ShownProvider[] }) {
  const t = useTranslations('payment_providers');
  const nameOf = useProviderName();
  const columns: ListColumn<ShownProvider>[] = [
    { key: 'name', title: t('provider'), phone: 'head', render: ({ name }) => <b>{nameOf(name)}</b> },
    {
      key: 'state',
      title: t('state'),
      render: ({ enabled }) => <StatusTag kind="provider" value={enabled ? 'on' : 'off'} />,
    },
    { key: 'methods', title: t('methods'), render: ({ methods }) => methods.map(nameOf).join(', ') },
    { key: 'books', title: t('books'), render: ({ has_list }) => t(has_list ? 'books_list' : 'books_each') },
    ...useBreakerColumns<ShownProvider>(),
  ];
  return <ListTable label={t('title')} columns={columns} rows={providers} rowKey={({ name }) => name} />;
}
