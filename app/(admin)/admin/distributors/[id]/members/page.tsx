import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { DistributorView } from '@/components/distributors/distributor-view';
import { MemberFilters } from '@/components/members/member-filters';
import { MembersTable } from '@/components/members/members-table';
import { ClientMessages } from '@/components/ui/client-messages';
import { EmptyState } from '@/components/ui/empty-state';
import { ExportLink } from '@/components/ui/export-link';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { findDistributorName } from '@/lib/distributors/find-distributor-name';
import { getDistributor } from '@/lib/distributors/get-distributor';
import { listMembers } from '@/lib/members/list-members';
import { listTeamNames } from '@/lib/members/list-team-names';
import { MembersQuery } from '@/lib/members/schema';
import { DistributorParams } from '@/lib/reports/schema';
import { orNotFound } from '@/lib/web/or-not-found';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';

export async function generateMetadata({ params }: DistributorMembersProps): Promise<Metadata> {
  const ctx = await pageContext('distributors.view-any');
  const [t, name] = [await getTranslations('members'), await findDistributorName(ctx, (await params).id)];
  return { title: [t('title'), name].filter(Boolean).join(' · ') };
}

type DistributorMembersProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, unknown>>;
};

export default async function DistributorMembers({ params, searchParams }: DistributorMembersProps) {
  const ctx = await pageContext('distributors.view-any');
  const asked = DistributorParams.safeParse(await params);
  if (!asked.success) notFound();
  const { id } = asked.data;
  const query = searchOf(MembersQuery, await searchParams);
  const [t, ui, words, distributor, page, teams] = await orNotFound(
    Promise.all([
      getTranslations('members'),
      getTranslations('ui'),
      getTranslations('distributors'),
      getDistributor(ctx, id),
      listMembers(ctx, id, query),
      listTeamNames(ctx, id),
    ]),
  );
  const { limit, cursor, ...filters } = query;
  const narrowed = cursor !== undefined || Object.values(filters).some(Boolean);
  return (
    <DistributorView
      distributor={distributor}
      tab="members"
      action={<ExportLink of={`/api/v1/distributors/${id}/members`}>{ui('export')}</ExportLink>}
    >
      <ClientMessages of={['members']}>
        <MemberFilters teams={teams} />
        <MembersTable
          members={page.items}
          base="/admin/members"
          empty={<EmptyState>{narrowed ? t('empty_filtered') : words('no_members')}</EmptyState>}
        />
        <KeysetPager page={page} limit={limit} />
      </ClientMessages>
    </DistributorView>
  );
}
