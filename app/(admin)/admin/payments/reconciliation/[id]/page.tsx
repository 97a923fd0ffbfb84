import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import styles from '@/components/payments/payments.module.css';
import { ClientMessages } from '@/components/ui/client-messages';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { StatusTag } from '@/components/ui/status-tag';
import { getComparison } from '@/lib/payments/get-comparison';
import { ComparisonParams, ComparisonQuery } from '@/lib/payments/schema';
import { mayUse } from '@/lib/permissions';
import { orNotFound } from '@/lib/web/or-not-found';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { CompareAgain } from './compare-again';
import { ComparedFacts } from './compared-facts';
import { DifferencesTable } from './differences-table';

type ComparisonPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, unknown>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reconciliation'))('one') };
}

export default async function ComparisonPage({ params, searchParams }: ComparisonPageProps) {
  const ctx = await pageContext('payments.view-any');
  const asked = ComparisonParams.safeParse(await params);
  if (!asked.success) notFound();
  const query = searchOf(ComparisonQuery, await searchParams);
  const [t, format, run] = await orNotFound(
    Promise.all([getTranslations('reconciliation'), getFormatter(), getComparison(ctx, asked.data, query)]),
  );
  const { day, status, found } = run;
  const ended = status === 'clean' || status === 'different';
  const name = format.dateTime(new Date(day), { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <ClientMessages of={['payments', 'reconciliation']}>
      <RefreshWhile active={status === 'running'} />
      <PageHeader
        title={t('title_of', { day: name })}
        purpose={<StatusTag kind="comparison" value={status} />}
        action={
          status !== 'running' && mayUse(ctx, 'payments.request-comparison') && <CompareAgain day={day} />
        }
      />
      <div className={styles.parts}>
        <ComparedFacts run={run} />
        {ended && (
          <div>
            <DifferencesTable differences={found.items} />
            <KeysetPager page={found} limit={query.limit} />
          </div>
        )}
      </div>
    </ClientMessages>
  );
}
