import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OrderFilters } from '@/components/codes/order-filters';
import { ClientMessages } from '@/components/ui/client-messages';
import { ExportLink } from '@/components/ui/export-link';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listAnyCodeOrders } from '@/lib/codes/list-any-code-orders';
import { AnyCodeOrdersQuery } from '@/lib/codes/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { AllOrders } from './all-orders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin_orders'))('title') };
}

type AdminOrdersPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function AdminOrdersPage({ searchParams }: AdminOrdersPageProps) {
  const ctx = await pageContext('codes.view-any');
  const query = searchOf(AnyCodeOrdersQuery, await searchParams);
  const [t, ui, page] = await Promise.all([
    getTranslations('admin_orders'),
    getTranslations('ui'),
    listAnyCodeOrders(ctx, query),
  ]);
  const { limit, cursor: _, ...filters } = query;
  return (
    <>
      <PageHeader
        title={t('title')}
        purpose={t('purpose')}
        action={<ExportLink of="/api/v1/code-orders">{ui('export')}</ExportLink>}
      />
      <ClientMessages of={['admin_orders', 'code_orders', 'code_progress']}>
        <OrderFilters withBuyer />
        <AllOrders orders={page.items} filtered={Object.values(filters).some(Boolean)} />
        <KeysetPager page={page} limit={limit} />
      </ClientMessages>
    </>
  );
}
