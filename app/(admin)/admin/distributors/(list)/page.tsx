import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { FilterBar } from '@/components/ui/filter-bar';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listDistributors } from '@/lib/distributors/list-distributors';
import { DISTRIBUTOR_STATES, DistributorsQuery } from '@/lib/distributors/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { DistributorsTable } from './distributors-table';
import { InviteButton } from './invite-button';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('distributors'))('title') };
}

type DistributorsPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function DistributorsPage({ searchParams }: DistributorsPageProps) {
  const ctx = await pageContext('distributors.view-any');
  const query = searchOf(DistributorsQuery, await searchParams);
  const [t, state, page] = await Promise.all([
    getTranslations('distributors'),
    getTranslations('status.user'),
    listDistributors(ctx, query),
  ]);
  const states = DISTRIBUTOR_STATES.map((value) => ({
    value,
    label: state(value.toUpperCase() as Uppercase<typeof value>),
  }));
  return (
    <ClientMessages of={['distributors', 'drawer']}>
      <PageHeader title={t('title')} purpose={t('purpose')} action={<InviteButton />} />
      <FilterBar
        filters={[
          { name: 'q', kind: 'search', label: t('search') },
          { name: 'state', kind: 'choice', label: t('state'), options: states },
        ]}
      />
      <DistributorsTable distributors={page.items} filtered={Boolean(query.q ?? query.state)} />
      <KeysetPager page={page} limit={query.limit} />
    </ClientMessages>
  );
}
