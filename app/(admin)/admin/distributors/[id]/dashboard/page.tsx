import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { DistributorView } from '@/components/distributors/distributor-view';
import { Dashboard } from '@/components/reports/dashboard';
import { findDistributorName } from '@/lib/distributors/find-distributor-name';
import { getDistributor } from '@/lib/distributors/get-distributor';
import { getDashboard } from '@/lib/reports/get-dashboard';
import { DistributorParams, SalesTrendQuery } from '@/lib/reports/schema';
import { orNotFound } from '@/lib/web/or-not-found';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';

export async function generateMetadata({ params }: DistributorDashboardProps): Promise<Metadata> {
  const ctx = await pageContext('distributors.view-any');
  const [t, name] = [await getTranslations('dashboard'), await findDistributorName(ctx, (await params).id)];
  return { title: [t('title'), name].filter(Boolean).join(' · ') };
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
  const query = searchOf(SalesTrendQuery, await searchParams);
  const [distributor, figures] = await orNotFound(
    Promise.all([getDistributor(ctx, id), getDashboard(ctx, id, query)]),
  );
  return (
    <DistributorView distributor={distributor} tab="dashboard">
      <Dashboard
        figures={figures}
        measure={query.measure}
        api={`/api/v1/distributors/${id}`}
        lists={{
          codes: `/admin/distributors/${id}/codes`,
          members: '/admin/members',
          orders: '/admin/orders',
        }}
      />
    </DistributorView>
  );
}
