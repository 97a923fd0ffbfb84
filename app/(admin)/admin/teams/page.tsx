import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listTeams } from '@/lib/members/list-teams';
import { TeamsQuery } from '@/lib/members/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { CreateTeamButton } from './create-team-button';
import { TeamsTable } from './teams-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('teams'))('title') };
}

type TeamsPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function TeamsPage({ searchParams }: TeamsPageProps) {
  const ctx = await pageContext('members.view-teams');
  const query = searchOf(TeamsQuery, await searchParams);
  const [t, page] = await Promise.all([getTranslations('teams'), listTeams(ctx, query)]);
  return (
    <ClientMessages of={['teams', 'drawer']}>
      <PageHeader title={t('title')} purpose={t('purpose')} action={<CreateTeamButton />} />
      <TeamsTable teams={page.items} />
      <KeysetPager page={page} limit={query.limit} />
    </ClientMessages>
  );
}
