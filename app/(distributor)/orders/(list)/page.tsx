import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BuyCodesButton } from '@/components/codes/buy-codes';
import { OrderFilters } from '@/components/codes/order-filters';
import { ClientMessages } from '@/components/ui/client-messages';
import { ExportLink } from '@/components/ui/export-link';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listCodeOrders } from '@/lib/codes/list-code-orders';
import { CodeOrdersQuery } from '@/lib/codes/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { OwnOrders } from './own-orders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('code_orders'))('title') };
}

type CodeOrdersPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function CodeOrdersPage({ searchParams }: CodeOrdersPageProps) {
  const ctx = await pageContext('codes.view-own');
  const query = searchOf(CodeOrdersQuery, await searchParams);
  const [t, ui, page] = await Promise.all([
    getTranslations('code_orders'),
    getTranslations('ui'),
    listCodeOrders(ctx, 'me', query),
  ]);
  const { limit, cursor: _, ...filters } = query;
  return (
    <>
      <PageHeader
        title={t('title')}
        purpose={t('purpose')}
        action={
          <>
            <ExportLink of="/api/v1/distributors/me/code-orders">{ui('export')}</ExportLink>
            <BuyCodesButton />
          </>
        }
      />
      <ClientMessages of={['code_orders', 'code_progress', 'pay_button']}>
        <OrderFilters />
        <OwnOrders orders={page.items} filtered={Object.values(filters).some(Boolean)} />
        <KeysetPager page={page} limit={limit} />
      </ClientMessages>
    </>
  );
}
