import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { CodeOrdersList } from '@/components/codes/code-orders-list';
import { OrderFilters } from '@/components/codes/order-filters';
import { DistributorView } from '@/components/distributors/distributor-view';
import { ClientMessages } from '@/components/ui/client-messages';
import { ExportLink } from '@/components/ui/export-link';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { listCodeOrders } from '@/lib/codes/list-code-orders';
import { CodeOrdersQuery } from '@/lib/codes/schema';
import { findDistributorName } from '@/lib/distributors/find-distributor-name';
import { getDistributor } from '@/lib/distributors/get-distributor';
import { DistributorParams } from '@/lib/reports/schema';
import { orNotFound } from '@/lib/web/or-not-found';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';

export async function generateMetadata({ params }: DistributorOrdersProps): Promise<Metadata> {
  const ctx = await pageContext('distributors.view-any');
  const [t, name] = [
    await getTranslations('admin_orders'),
    await findDistributorName(ctx, (await params).id),
  ];
  return { title: [t('title'), name].filter(Boolean).join(' · ') };
}

type DistributorOrdersProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, unknown>>;
};

export default async function DistributorOrders({ params, searchParams }: DistributorOrdersProps) {
  const ctx = await pageContext('distributors.view-any');
  const asked = DistributorParams.safeParse(await params);
  if (!asked.success) notFound();
  const { id } = asked.data;
  const query = searchOf(CodeOrdersQuery, await searchParams);
  const [t, distributor, page] = await orNotFound(
    Promise.all([getTranslations('ui'), getDistributor(ctx, id), listCodeOrders(ctx, id, query)]),
  );
  const { limit, cursor, ...filters } = query;
  const narrowed = cursor !== undefined || Object.values(filters).some(Boolean);
  return (
    <DistributorView
      distributor={distributor}
      tab="orders"
      action={<ExportLink of={`/api/v1/distributors/${id}/code-orders`}>{t('export')}</ExportLink>}
    >
      <ClientMessages of={['admin_orders', 'code_orders', 'code_progress']}>
        <OrderFilters />
        <CodeOrdersList orders={page.items} base="/admin/orders" filtered={narrowed} />
        <KeysetPager page={page} limit={limit} />
      </ClientMessages>
    </DistributorView>
  );
}
