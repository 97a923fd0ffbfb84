import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listUsers } from '@/lib/accounts/list-users';
import { UsersQuery } from '@/lib/accounts/schema';
import { userIdOf } from '@/lib/permissions';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { InviteButton } from './invite-button';
import { UsersFilters } from './users-filters';
import { UsersTable } from './users-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('title') };
}

type UsersPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function UsersPage({ searchParams }: UsersPageProps) {
  const ctx = await pageContext('accounts.view-any');
  const query = searchOf(UsersQuery, await searchParams);
  const [t, page] = await Promise.all([getTranslations('users'), listUsers(ctx, query)]);
  return (
    <ClientMessages of={['users', 'drawer']}>
      <PageHeader title={t('title')} purpose={t('purpose')} action={<InviteButton />} />
      <UsersFilters />
      <UsersTable users={page.items} ownId={userIdOf(ctx)} />
      <KeysetPager page={page} limit={query.limit} />
    </ClientMessages>
  );
}
