import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PaymentsTabs } from '@/components/payments/payments-tabs';
import styles from '@/components/payments/payments.module.css';
import { ClientMessages } from '@/components/ui/client-messages';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { Section } from '@/components/ui/section';
import { businessDay, DAY_MS } from '@/lib/clock';
import { getComparisonDays } from '@/lib/payments/get-comparison-days';
import { listComparisons } from '@/lib/payments/list-comparisons';
import { ComparisonsQuery } from '@/lib/payments/schema';
import { mayUse } from '@/lib/permissions';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { CompareForm } from './compare-form';
import { ComparisonsTable } from './comparisons-table';
import { DayStrip } from './day-strip';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reconciliation'))('title') };
}

type ReconciliationPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function ReconciliationPage({ searchParams }: ReconciliationPageProps) {
  const ctx = await pageContext('payments.view-any');
  const query = searchOf(ComparisonsQuery, await searchParams);
  const [t, days, page] = await Promise.all([
    getTranslations('reconciliation'),
    getComparisonDays(ctx),
    listComparisons(ctx, query),
  ]);
  const today = businessDay();
  const yesterday = new Date(new Date(today).getTime() - DAY_MS).toISOString().slice(0, 10);
  return (
    <ClientMessages of={['reconciliation', 'timeline']}>
      <RefreshWhile active={days.some(({ status }) => status === 'running')} />
      <PageHeader
        title={t('title')}
        purpose={t('purpose')}
        action={
          mayUse(ctx, 'payments.request-comparison') && <CompareForm yesterday={yesterday} today={today} />
        }
      />
      <PaymentsTabs current="reconciliation" />
      <div className={styles.parts}>
        <Section title={t('days')}>
          <DayStrip days={days} />
        </Section>
        <div>
          <ComparisonsTable runs={page.items} />
          <KeysetPager page={page} limit={query.limit} />
        </div>
      </div>
    </ClientMessages>
  );
}
