import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PaymentsTable } from '@/components/payments/payments-table';
import { PaymentsTabs } from '@/components/payments/payments-tabs';
import { ClientMessages } from '@/components/ui/client-messages';
import { EmptyState } from '@/components/ui/empty-state';
import { ExportLink } from '@/components/ui/export-link';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { listPayments } from '@/lib/payments/list-payments';
import { PaymentsQuery } from '@/lib/payments/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { PaymentsFilters } from './payments-filters';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payments'))('title') };
}

type PaymentsPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function PaymentsPage({ searchParams }: PaymentsPageProps) {
  const ctx = await pageContext('payments.view-any');
  const query = searchOf(PaymentsQuery, await searchParams);
  const [t, ui, page] = await Promise.all([
    getTranslations('payments'),
    getTranslations('ui'),
    listPayments(ctx, query),
  ]);
  const { limit, cursor: _, ...filters } = query;
  const filtered = Object.values(filters).some(Boolean);
  return (
    <ClientMessages of={['failure_reason', 'payments', 'timeline']}>
      <PageHeader
        title={t('title')}
        purpose={t('purpose_line')}
        action={<ExportLink of="/api/v1/payments">{ui('export')}</ExportLink>}
      />
      <PaymentsTabs current="payments" />
      <PaymentsFilters />
      <PaymentsTable
        payments={page.items}
        withOrder
        empty={<EmptyState>{t(filtered ? 'empty_filtered' : 'empty')}</EmptyState>}
      />
      <KeysetPager page={page} limit={limit} />
    </ClientMessages>
  );
}
