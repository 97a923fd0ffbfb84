import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { ExportLink } from '@/components/ui/export-link';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listAnyPlans } from '@/lib/catalog/list-any-plans';
import { PlansQuery } from '@/lib/catalog/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { PlanButton } from './plan-button';
import { PlansTable } from './plans-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('plans'))('title') };
}

type PlansPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function PlansPage({ searchParams }: PlansPageProps) {
  const ctx = await pageContext('catalog.view-any');
  const query = searchOf(PlansQuery, await searchParams);
  const [t, page] = await Promise.all([getTranslations('plans'), listAnyPlans(ctx, query)]);
  return (
    <ClientMessages of={['plans', 'drawer']}>
      <PageHeader
        title={t('title')}
        purpose={t('purpose')}
        action={
          <>
            <ExportLink of="/api/v1/plans">{t('export')}</ExportLink>
            <PlanButton />
          </>
        }
      />
      <PlansTable plans={page.items} />
      <KeysetPager page={page} limit={query.limit} />
    </ClientMessages>
  );
}
