'use client';

import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { Team } from '@/lib/members/schema';
import { CreateTeamButton } from './create-team-button';
import { Seats } from './seats';
import { TeamMoves } from './team-moves';

export function TeamsTable({ teams }: { teams: Team[] }) {
  const t = useTranslations('teams');
  const columns: ListColumn<Team>[] = [
    { key: 'name', title: t('name'), phone: 'head', render: ({ name }) => name },
    {
      key: 'state',
      title: t('state'),
      render: ({ is_active: active }) => <StatusTag kind="team" value={active ? 'active' : 'inactive'} />,
    },
    { key: 'seats', title: t('seats'), width: 220, render: (team) => <Seats team={team} /> },
    { key: 'account', title: t('account'), render: ({ account_id: account }) => <code>{account}</code> },
    { key: 'created', title: t('created'), render: ({ created_at: at }) => <RelativeTime at={at} /> },
    { key: 'actions', title: t('actions'), render: (team) => <TeamMoves team={team} /> },
  ];
  return (
    <ListTable
      label={t('list')}
      columns={columns}
      rows={teams}
      rowKey={({ id }) => id}
      empty={<EmptyState action={<CreateTeamButton />}>{t('empty')}</EmptyState>}
    />
  );
}
