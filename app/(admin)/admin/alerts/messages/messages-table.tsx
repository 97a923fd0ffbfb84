'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ShownMessage } from '@/lib/monitoring/list-alert-messages';
import styles from './messages.module.css';

const PROBLEMS = [
  'target_timeout',
  'target_unreachable',
  'target_refused',
  'service_unavailable',
  'channel_off',
  'unreadable',
] as const;

export function MessagesTable({ messages, narrowed }: { messages: ShownMessage[]; narrowed: boolean }) {
  const t = useTranslations('alert_messages');
  const format = useFormatter();
  const problemOf = (problem: string) => {
    const known = PROBLEMS.find((one) => one === problem);
    if (known) return t(`problem.${known}`);
    const [, who, code = ''] = /^(http|dingtalk)_(-?\d+)$/.exec(problem) ?? [];
    if (who === 'http') return t('problem.http', { code });
    return who === 'dingtalk' ? t('problem.dingtalk', { code }) : t('problem.other');
  };
  const columns: ListColumn<ShownMessage>[] = [
    {
      key: 'message',
      title: t('message'),
      phone: 'head',
      render: ({ title, body, locale }) => (
        <details className={styles.message} lang={locale}>
          <summary>{title}</summary>
          <p>{body}</p>
        </details>
      ),
    },
    { key: 'channel', title: t('channel'), render: ({ channel }) => channel },
    { key: 'kind', title: t('kind'), render: ({ kind }) => t(`kinds.${kind}`) },
    {
      key: 'status',
      title: t('status'),
      render: ({ status, problem, next_try_at: next }) => (
        <div className={styles.status}>
          <StatusTag kind="alert_message" value={status} />
          {problem && <span>{problemOf(problem)}</span>}
          {next && (
            <span>
              {t('next_try')} <RelativeTime at={next} />
            </span>
          )}
        </div>
      ),
    },
    { key: 'tries', title: t('tries'), align: 'right', render: ({ attempts }) => format.number(attempts) },
    {
      key: 'when',
      title: t('when'),
      render: ({ sent_at: sent, created_at: made }) => <RelativeTime at={sent ?? made} />,
    },
  ];
  return (
    <ListTable
      label={t('list')}
      columns={columns}
      rows={messages}
      rowKey={({ id }) => id}
      empty={<EmptyState>{t(narrowed ? 'none_found' : 'none')}</EmptyState>}
    />
  );
}
