'use client';

import { useTranslations } from 'next-intl';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { StatusTag } from '@/components/ui/status-tag';
import type { ShownRule } from '@/lib/monitoring/list-alert-rules';
import type { ChannelChoice } from './rule-drawer';
import { RuleMoves } from './rule-moves';
import styles from './rules.module.css';
import { useRuleWords } from './use-rule-words';

type RulesTableProps = { rules: ShownRule[]; channels: ChannelChoice[] };

export function RulesTable({ rules, channels }: RulesTableProps) {
  const t = useTranslations('alert_rules');
  const { nameOf, whenOf } = useRuleWords();
  const whereOf = ({ channel_ids: ids }: ShownRule) => {
    if (ids === null) return t('all_channels');
    const names = channels.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
    if (names.length === 0) return t('no_channel');
    return names.length === 1 ? names[0] : t('channel_count', { count: names.length });
  };
  const columns: ListColumn<ShownRule>[] = [
    {
      key: 'rule',
      title: t('rule'),
      phone: 'head',
      render: (rule) => (
        <div className={styles.rule}>
          {nameOf(rule)}
          <span>{rule.enabled ? whenOf(rule) : t(rule.by === 'watch' ? 'off_watch' : 'off_verb')}</span>
        </div>
      ),
    },
    {
      key: 'severity',
      title: t('severity'),
      width: 110,
      render: ({ severity }) => <StatusTag kind="alert_severity" value={severity} />,
    },
    { key: 'channels', title: t('channels'), width: 150, render: whereOf },
    {
      key: 'state',
      title: t('state'),
      width: 90,
      render: ({ enabled }) => <StatusTag kind="alert_switch" value={enabled ? 'ON' : 'OFF'} />,
    },
    {
      key: 'actions',
      title: t('actions'),
      width: 210,
      render: (rule) => <RuleMoves rule={rule} channels={channels} />,
    },
  ];
  return (
    <ListTable
      label={t('list')}
      columns={columns}
      rows={rules}
      rowKey={({ rule, subject }) => `${rule}/${subject}`}
    />
  );
}
