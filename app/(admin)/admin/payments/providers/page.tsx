import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import styles from '@/components/payments/payments.module.css';
import { PaymentsTabs } from '@/components/payments/payments-tabs';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { Section } from '@/components/ui/section';
import { getOutsideSystems } from '@/lib/monitoring/get-outside-systems';
import { listProviders } from '@/lib/payments/list-providers';
import { pageContext } from '@/lib/web/session';
import { ProvidersTable } from './providers-table';
import { SystemsTable } from './systems-table';

/** A breaker opens and closes within a minute. */
const EVERY_MS = 10_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payment_providers'))('title') };
}

export default async function ProvidersPage() {
  const ctx = await pageContext('payments.view-any');
  const [t, providers, systems] = await Promise.all([
    getTranslations('payment_providers'),
    listProviders(ctx),
    getOutsideSystems(ctx),
  ]);
  return (
    <ClientMessages of={['payment_providers', 'payments', 'timeline']}>
      <RefreshWhile active every={EVERY_MS} />
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <PaymentsTabs current="providers" />
      <div className={styles.parts}>
        <ProvidersTable providers={providers} />
        <Section title={t('systems')}>
          <SystemsTable systems={systems} />
        </Section>
      </div>
    </ClientMessages>
  );
}
