import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BuyCodesButton } from '@/components/codes/buy-codes';
import { CodesStoppedNotice } from '@/components/distributors/codes-stopped-notice';
import { Dashboard } from '@/components/reports/dashboard';
import { PageHeader } from '@/components/ui/page-header';
import { getDistributor } from '@/lib/distributors/get-distributor';
import { getSalesTrend } from '@/lib/reports/get-sales-trend';
import { getSummary } from '@/lib/reports/get-summary';
import { SalesTrendQuery } from '@/lib/reports/schema';
import { pageContext } from '@/lib/web/session';

const DAYS = 30;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('dashboard'))('title') };
}

export default async function DashboardPage({ searchParams }: { searchParams: Promise<object> }) {
  const ctx = await pageContext('distributors.view-own');
  // A measure that does not exist is the reader's typo, not an error: the default is shown.
  const { measure } = SalesTrendQuery.catch({ days: DAYS, measure: 'attempt' }).parse(await searchParams);
  const [t, summary, points, { codes_stopped_at: stopped }] = await Promise.all([
    getTranslations('dashboard'),
    getSummary(ctx, 'me'),
    getSalesTrend(ctx, 'me', { days: DAYS, measure }),
    getDistributor(ctx, 'me'),
  ]);
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} action={<BuyCodesButton />} />
      <CodesStoppedNotice stopped={stopped} />
      <Dashboard summary={summary} points={points} measure={measure} days={DAYS} />
    </>
  );
}
