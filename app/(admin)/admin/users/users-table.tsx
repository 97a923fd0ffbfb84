'use client';

import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ShownUser } from '@/lib/accounts/list-users';
import { UserMoves } from './user-moves';

export function UsersTable({ users, ownId }: { users: ShownUser[]; ownId: number }) {
  const t = useTranslations('users');
  const columns: ListColumn<ShownUser>[] = [
    { key: 'name', title: t('name'), phone: 'head', render: ({ name }) => name },
    { key: 'state', title: t('state'), render: ({ state }) => <StatusTag kind="user" value={state} /> },
    { key: 'email', title: t('email'), render: ({ email }) => email },
    { key: 'role', title: t('role'), render: ({ role }) => t(`role_of.${role}`) },
    {
      key: 'signed_in',
      title: t('last_sign_in'),
      render: ({ last_sign_in_at: at }) => (at ? <RelativeTime at={at} /> : t('never')),
    },
    {
      key: 'actions',
      title: t('actions'),
      // One's own account is looked after on its own page.
      render: (user) => (user.id === ownId ? t('yourself') : <UserMoves user={user} />),
    },
  ];
  return (
    <ListTable
      label={t('list')}
      columns={columns}
      rows={users}
      rowKey={({ id }) => id}
      empty={<EmptyState>{t('none_found')}</EmptyState>}
    />
  );
}
