import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BuyCodesButton } from '@/components/codes/buy-codes';
import { ClientMessages } from '@/components/ui/client-messages';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listCodes } from '@/lib/codes/list-codes';
import { CodesQuery } from '@/lib/codes/schema';
import { pageContext } from '@/lib/web/session';
import { CodesFilters } from './codes-filters';
import { CodesTable } from './codes-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('codes'))('title') };
}

export default async function CodesPage({ searchParams }: { searchParams: Promise<object> }) {
  const ctx = await pageContext('codes.view-own');
  const asked = await searchParams;
  // A filter that makes no sense, in an old or mistyped link, shows the whole list instead of an error.
  const query = CodesQuery.catch(CodesQuery.parse({})).parse(asked);
  const [t, page] = await Promise.all([getTranslations('codes'), listCodes(ctx, 'me', query)]);
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} action={<BuyCodesButton />} />
      <ClientMessages of={['codes']}>
        <CodesFilters />
        <CodesTable codes={page.items} filtered={Boolean(query.q ?? query.state ?? query.order_no)} />
        <KeysetPager page={page} limit={query.limit} />
      </ClientMessages>
    </>
  );
}
