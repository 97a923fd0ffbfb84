import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { BuyCodesButton } from '@/components/codes/buy-codes';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { getSalesTrend } from '@/lib/reports/get-sales-trend';
import { getSummary } from '@/lib/reports/get-summary';
import { MEASURES, SalesTrendQuery } from '@/lib/reports/schema';
import { pageContext } from '@/lib/web/session';
import { Figures } from './figures';
import { SalesTrend } from './sales-trend';

const DAYS = 30;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('dashboard'))('title') };
}

export default async function DashboardPage({ searchParams }: { searchParams: Promise<object> }) {
  const ctx = await pageContext('distributors.view-own');
  // A measure that does not exist is the reader's typo, not an error: the default is shown.
  const { measure } = SalesTrendQuery.catch({ days: DAYS, measure: 'attempt' }).parse(await searchParams);
  const [t, summary, points] = await Promise.all([
    getTranslations('dashboard'),
    getSummary(ctx, 'me'),
    getSalesTrend(ctx, 'me', { days: DAYS, measure }),
  ]);
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} action={<BuyCodesButton />} />
      <Figures summary={summary} />
      <ClientMessages of={['dashboard']}>
        <NuqsAdapter>
          <SalesTrend points={points} measure={measure} measures={MEASURES} days={DAYS} />
        </NuqsAdapter>
      </ClientMessages>
    </>
  );
}
