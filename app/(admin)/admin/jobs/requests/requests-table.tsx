'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Duration } from '@/components/ui/duration';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import type { RouteFigures } from '@/lib/monitoring/get-request-figures';

const KINDS = ['page', 'action', 'static', 'other'] as const;
const PERCENTILES = ['p50', 'p95', 'p99'] as const;

/** How quickly each route was answered. */
export function RequestsTable({ routes }: { routes: RouteFigures[] }) {
  const t = useTranslations('jobs');
  const format = useFormatter();
  const share = (value: number) => format.number(value, { style: 'percent', maximumFractionDigits: 1 });
  const columns: ListColumn<RouteFigures>[] = [
    {
      key: 'route',
      title: t('route'),
      phone: 'head',
      render: ({ method, route }) => {
        const kind = KINDS.find((one) => one === route);
        return kind ? (
          `${t(`route_${kind}`)} (${method})`
        ) : (
          <code>
            {method} {route}
          </code>
        );
      },
    },
    { key: 'count', title: t('count'), align: 'right', render: ({ count }) => format.number(count) },
    ...PERCENTILES.map((name): ListColumn<RouteFigures> => ({
      key: name,
      title: t(name),
      align: 'right',
      render: ({ [name]: ms }) => (ms === null ? t('over') : <Duration ms={ms} />),
    })),
    {
      key: 'refused',
      title: t('refused_share'),
      align: 'right',
      render: ({ refused }) => share(refused),
    },
    { key: 'failed', title: t('failed_share'), align: 'right', render: ({ failed }) => share(failed) },
  ];
  return (
    <ListTable
      label={t('requests_list')}
      columns={columns}
      rows={routes}
      rowKey={({ method, route }) => `${method} ${route}`}
      empty={<EmptyState>{t('requests_empty')}</EmptyState>}
    />
  );
}
