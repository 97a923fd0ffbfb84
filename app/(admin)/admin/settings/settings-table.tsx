'use client';

import { useTranslations } from 'next-intl';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ShownSetting } from '@/lib/monitoring/list-settings';
import { SettingMoves } from './setting-moves';
import styles from './settings.module.css';
import { useSettingWords } from './use-setting-words';

/** The settings of one kind. */
export function SettingsTable({ label, settings }: { label: string; settings: ShownSetting[] }) {
  const t = useTranslations('settings');
  const wordsOf = useSettingWords();
  const columns: ListColumn<ShownSetting>[] = [
    {
      key: 'setting',
      title: t('setting'),
      phone: 'head',
      render: (setting) => {
        const { name, help } = wordsOf(setting);
        return (
          <div className={styles.name}>
            {name}
            <span>{help}</span>
          </div>
        );
      },
    },
    {
      key: 'value',
      title: t('value'),
      width: 125,
      render: (setting) => <b>{wordsOf(setting).valueOf(setting.value)}</b>,
    },
    {
      key: 'initial',
      title: t('initial'),
      width: 125,
      render: (setting) => wordsOf(setting).valueOf(setting.initial),
    },
    {
      key: 'bounds',
      title: t('bounds'),
      width: 120,
      render: (setting) => (setting.kind === 'number' ? t('from_to', boundsOf(setting)) : t('on_or_off')),
    },
    {
      key: 'changed',
      title: t('changed'),
      width: 130,
      render: ({ changed }) =>
        changed ? (
          <div className={styles.changed}>
            <RelativeTime at={changed.at} />
            <span>{t('changed_by', { name: changed.by ?? t('somebody') })}</span>
          </div>
        ) : (
          t('never')
        ),
    },
    {
      key: 'actions',
      title: t('actions'),
      width: 125,
      render: (setting) => <SettingMoves setting={setting} />,
    },
  ];
  return <ListTable label={label} columns={columns} rows={settings} rowKey={({ key }) => key} />;
}

const boundsOf = ({ least, most }: { least: number; most: number }) => ({ least, most });
