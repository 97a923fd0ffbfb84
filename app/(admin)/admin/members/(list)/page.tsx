import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemberFilters } from '@/components/members/member-filters';
import { MembersTable } from '@/components/members/members-table';
import { ClientMessages } from '@/components/ui/client-messages';
import { EmptyState } from '@/components/ui/empty-state';
import { ExportLink } from '@/components/ui/export-link';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listMembers } from '@/lib/members/list-members';
import { listTeamNames } from '@/lib/members/list-team-names';
import { AnyMembersQuery } from '@/lib/members/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin_members'))('title') };
}

type AdminMembersPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function AdminMembersPage({ searchParams }: AdminMembersPageProps) {
  const ctx = await pageContext('members.view-any');
  const query = searchOf(AnyMembersQuery, await searchParams);
  const [t, ui, words, page, teams] = await Promise.all([
    getTranslations('members'),
    getTranslations('ui'),
    getTranslations('admin_members'),
    listMembers(ctx, 'all', query),
    listTeamNames(ctx, 'all'),
  ]);
  const { limit, cursor, ...filters } = query;
  const narrowed = cursor !== undefined || Object.values(filters).some(Boolean);
  return (
    <>
      <PageHeader
        title={words('title')}
        purpose={words('purpose')}
        action={<ExportLink of="/api/v1/members">{ui('export')}</ExportLink>}
      />
      <ClientMessages of={['members']}>
        <MemberFilters teams={teams} withDistributor />
        <MembersTable
          members={page.items}
          base="/admin/members"
          withDistributor
          empty={<EmptyState>{narrowed ? t('empty_filtered') : words('empty')}</EmptyState>}
        />
        <KeysetPager page={page} limit={limit} />
      </ClientMessages>
    </>
  );
}
