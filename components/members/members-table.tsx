'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { Member } from '@/lib/members/schema';
import { MemberCause } from './member-cause';
import { useMemberActions } from './member-actions';
import { MemberMoves } from './member-moves';
import styles from './members-table.module.css';

type MembersTableProps = {
  members: Member[];
  /** Where the page of a member is: its id follows. */
  base: string;
  withDistributor?: boolean;
  empty: ReactNode;
};

/** Everybody who was invited, a row each, with what can be done about it now. */
export function MembersTable({ members, base, withDistributor, empty }: MembersTableProps) {
  const t = useTranslations('members');
  const offersMoves = useMemberActions() !== null;
  const columns: (ListColumn<Member> | false)[] = [
    {
      key: 'email',
      title: t('email'),
      phone: 'head',
      render: ({ id, email }) => (
        <Link prefetch={false} href={`${base}/${id}`} className={styles.email}>
          {email}
        </Link>
      ),
    },
    { key: 'state', title: t('state'), render: (member) => <State member={member} /> },
    withDistributor === true && {
      key: 'distributor',
      title: t('distributor'),
      render: ({ distributor }) => distributor,
    },
    { key: 'team', title: t('team'), render: ({ team }) => team },
    { key: 'code', title: t('code'), render: ({ code }) => <code>{code}</code> },
    { key: 'invited', title: t('invited'), render: ({ created_at: at }) => <RelativeTime at={at} /> },
    {
      key: 'accepted',
      title: t('accepted'),
      render: ({ accepted_at: at }) => (at ? <RelativeTime at={at} /> : t('not_accepted')),
    },
    offersMoves && {
      key: 'actions',
      title: t('actions'),
      render: (member) => <MemberMoves size="small" member={member} />,
    },
  ];
  return (
    <>
      <RefreshWhile active={members.some(({ status }) => status === 'removing')} />
      <ListTable
        label={t('list')}
        columns={columns.filter((column) => column !== false)}
        rows={members}
        rowKey={({ id }) => id}
        empty={empty}
      />
    </>
  );
}

function State({ member }: { member: Member }) {
  const t = useTranslations('members');
  const { status, sent_at, removal_error } = member;
  return (
    <div className={styles.state}>
      <StatusTag kind="member" value={status} />
      {status === 'invited' && !sent_at && <span>{t('waits')}</span>}
      {status === 'active' && removal_error && (
        <span>
          {t('removal_failed_before')}: <MemberCause code={removal_error} />
        </span>
      )}
    </div>
  );
}
