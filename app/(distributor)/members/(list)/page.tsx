import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { MemberFilters } from '@/components/members/member-filters';
import { MembersTable } from '@/components/members/members-table';
import { ClientMessages } from '@/components/ui/client-messages';
import { EmptyState } from '@/components/ui/empty-state';
import { ExportLink } from '@/components/ui/export-link';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listMembers } from '@/lib/members/list-members';
import { listTeamNames } from '@/lib/members/list-team-names';
import { MembersQuery } from '@/lib/members/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('members'))('title') };
}

type MembersPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function MembersPage({ searchParams }: MembersPageProps) {
  const ctx = await pageContext('members.view-own');
  const query = searchOf(MembersQuery, await searchParams);
  const [t, ui, page, teams] = await Promise.all([
    getTranslations('members'),
    getTranslations('ui'),
    listMembers(ctx, 'me', query),
    listTeamNames(ctx, 'me'),
  ]);
  const { limit, cursor, ...filters } = query;
  const narrowed = cursor !== undefined || Object.values(filters).some(Boolean);
  return (
    <>
      <PageHeader
        title={t('title')}
        purpose={t('purpose')}
        action={<ExportLink of="/api/v1/distributors/me/members">{ui('export')}</ExportLink>}
      />
      <ClientMessages of={['members']}>
        <MemberFilters teams={teams} />
        <MembersTable
          members={page.items}
          base="/members"
          empty={
            narrowed ? (
              <EmptyState>{t('empty_filtered')}</EmptyState>
            ) : (
              <EmptyState action={<Link href="/codes">{t('see_codes')}</Link>}>{t('empty')}</EmptyState>
            )
          }
        />
        <KeysetPager page={page} limit={limit} />
      </ClientMessages>
    </>
  );
}
