'use client';

import { useTranslations } from 'next-intl';
import styles from '@/components/payments/payments.module.css';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { StatusTag } from '@/components/ui/status-tag';
import type { OutsideSystem } from '@/lib/monitoring/get-outside-systems';
import { useBreakerColumns } from './use-breaker-columns';

/** The systems of others that have nothing to do with money, and whether they answer at the moment. */
export function SystemsTable({ systems }: { systems: OutsideSystem[] }) {
  const t = useTranslations('payment_providers');
  const columns: ListColumn<OutsideSystem>[] = [
    {
      key: 'name',
      title: t('system'),
      phone: 'head',
      // One that another version calls keeps its own name.
      render: ({ name }) => <b>{name === 'members.workspace' ? t('workspace') : name}</b>,
    },
    {
      key: 'state',
      title: t('state'),
      render: ({ enabled }) => (
        <div className={styles.two}>
          <StatusTag kind="provider" value={enabled ? 'on' : 'off'} />
          {!enabled && <span>{t('workspace_off')}</span>}
        </div>
      ),
    },
    ...useBreakerColumns<OutsideSystem>(),
  ];
  return <ListTable label={t('systems')} columns={columns} rows={systems} rowKey={({ name }) => name} />;
}
