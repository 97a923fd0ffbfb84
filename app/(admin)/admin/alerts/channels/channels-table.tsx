'use client';

import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ShownChannel } from '@/lib/monitoring/list-alert-channels';
import { CHANNEL_LOCALES } from '@/lib/monitoring/shape';
import { ChannelMoves } from './channel-moves';
import styles from './channels.module.css';

export function ChannelsTable({ channels }: { channels: ShownChannel[] }) {
  const t = useTranslations('alert_channels');
  const columns: ListColumn<ShownChannel>[] = [
    {
      key: 'name',
      title: t('name'),
      phone: 'head',
      render: ({ name, hint }) => (
        <div className={styles.name}>
          {name}
          <code>{hint}</code>
        </div>
      ),
    },
    { key: 'kind', title: t('kind'), render: ({ kind }) => t(`kinds.${kind}`) },
    {
      key: 'locale',
      title: t('locale'),
      render: ({ locale }) => t(`locales.${CHANNEL_LOCALES.find((one) => one === locale) ?? 'en'}`),
    },
    {
      key: 'state',
      title: t('state'),
      render: ({ enabled }) => <StatusTag kind="alert_switch" value={enabled ? 'ON' : 'OFF'} />,
    },
    {
      key: 'last',
      title: t('last'),
      render: ({ last }) =>
        last ? (
          <div className={styles.last}>
            <StatusTag kind="alert_message" value={last.status} />
            <RelativeTime at={last.at} />
          </div>
        ) : (
          t('never')
        ),
    },
    { key: 'actions', title: t('actions'), render: (channel) => <ChannelMoves channel={channel} /> },
  ];
  return (
    <ListTable
      label={t('list')}
      columns={columns}
      rows={channels}
      rowKey={({ id }) => id}
      empty={<EmptyState>{t('none')}</EmptyState>}
    />
  );
}
