'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Cause } from '@/components/orders/cause';
import styles from '@/components/payments/payments.module.css';
import { useProviderName } from '@/components/payments/use-provider-name';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ShownProvider } from '@/lib/payments/list-providers';

/** Which providers take money, how, and whether they answer at the moment. */
export function ProvidersTable({ providers }: { providers: ShownProvider[] }) {
  const t = useTranslations('payment_providers');
  const format = useFormatter();
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
    {
      key: 'breaker',
      title: t('answers'),
      // Who is switched off is not asked.
      render: ({ enabled, breaker }) =>
        enabled ? (
          <div className={styles.two}>
            <StatusTag kind="breaker" value={breaker?.state ?? 'closed'} />
            {breaker?.opened_at && breaker.state !== 'closed' && (
              <span>
                {t('since')} <RelativeTime at={breaker.opened_at} />
              </span>
            )}
          </div>
        ) : (
          '–'
        ),
    },
    {
      key: 'error',
      title: t('last_error'),
      render: ({ breaker }) => (breaker?.last_error ? <Cause code={breaker.last_error} /> : '–'),
    },
    {
      key: 'opened',
      title: t('opened'),
      align: 'right',
      render: ({ breaker }) => format.number(breaker?.opened ?? 0),
    },
  ];
  return <ListTable label={t('title')} columns={columns} rows={providers} rowKey={({ name }) => name} />;
}
