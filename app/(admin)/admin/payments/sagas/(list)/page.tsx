import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listSagas } from '@/lib/monitoring/list-sagas';
import { ListSagasQuery } from '@/lib/monitoring/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { SagasFilters } from './sagas-filters';
import { SagasTable } from './sagas-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sagas'))('title') };
}

type SagasPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function SagasPage({ searchParams }: SagasPageProps) {
  const ctx = await pageContext('monitoring.view-sagas');
  const query = searchOf(ListSagasQuery, await searchParams);
  const [t, page] = await Promise.all([getTranslations('sagas'), listSagas(ctx, query)]);
  return (
    <ClientMessages of={['sagas']}>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <SagasFilters />
      <SagasTable sagas={page.items} narrowed={Boolean(query.status ?? query.kind ?? query.order_no)} />
      <KeysetPager page={page} limit={query.limit} />
    </ClientMessages>
  );
}
