import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PaymentsTabs } from '@/components/payments/payments-tabs';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { listProviders } from '@/lib/payments/list-providers';
import { pageContext } from '@/lib/web/session';
import { ProvidersTable } from './providers-table';

/** A breaker opens and closes within a minute. */
const EVERY_MS = 10_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payment_providers'))('title') };
}

export default async function ProvidersPage() {
  const ctx = await pageContext('payments.view-any');
  const [t, providers] = await Promise.all([getTranslations('payment_providers'), listProviders(ctx)]);
  return (
    <ClientMessages of={['payment_providers', 'payments', 'timeline']}>
      <RefreshWhile active every={EVERY_MS} />
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <PaymentsTabs current="providers" />
      <ProvidersTable providers={providers} />
    </ClientMessages>
  );
}
