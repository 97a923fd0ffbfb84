import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { DistributorView } from '@/components/distributors/distributor-view';
import { Dashboard } from '@/components/reports/dashboard';
import { getDistributor } from '@/lib/distributors/get-distributor';
import { getSalesTrend } from '@/lib/reports/get-sales-trend';
import { getSummary } from '@/lib/reports/get-summary';
import { DistributorParams, SalesTrendQuery } from '@/lib/reports/schema';
import { orNotFound } from '@/lib/web/or-not-found';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';

const DAYS = 30;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('dashboard'))('title') };
}

type DistributorDashboardProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, unknown>>;
};

export default async function DistributorDashboard({ params, searchParams }: DistributorDashboardProps) {
  const ctx = await pageContext('distributors.view-any');
  const asked = DistributorParams.safeParse(await params);
  if (!asked.success) notFound();
  const { id } = asked.data;
  const { measure } = searchOf(SalesTrendQuery, await searchParams);
  const [distributor, summary, points] = await orNotFound(
    Promise.all([
      getDistributor(ctx, id),
      getSummary(ctx, id),
      getSalesTrend(ctx, id, { days: DAYS, measure }),
    ]),
  );
  return (
    <DistributorView distributor={distributor} tab="dashboard">
      <Dashboard summary={summary} points={points} measure={measure} days={DAYS} />
    </DistributorView>
  );
}
