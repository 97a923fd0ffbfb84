import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { BuyCodesButton } from '@/components/codes/buy-codes';
import { CodesStoppedNotice } from '@/components/distributors/codes-stopped-notice';
import { Dashboard } from '@/components/reports/dashboard';
import { PageHeader } from '@/components/ui/page-header';
import { getDistributor } from '@/lib/distributors/get-distributor';
import { getDashboard } from '@/lib/reports/get-dashboard';
import { SalesTrendQuery } from '@/lib/reports/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';

const LISTS = { codes: '/codes', members: '/members', orders: '/orders' };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('dashboard'))('title') };
}

type DashboardPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function DashboardPage({ searchParams }: DashboardPageProps) {
  const ctx = await pageContext('distributors.view-own');
  const query = searchOf(SalesTrendQuery, await searchParams);
  const [t, figures, { codes_stopped_at: stopped }] = await Promise.all([
    getTranslations('dashboard'),
    getDashboard(ctx, 'me', query),
    getDistributor(ctx, 'me'),
  ]);
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} action={<BuyCodesButton />} />
      <CodesStoppedNotice stopped={stopped} />
      <Dashboard
        figures={figures}
        measure={query.measure}
        api="/api/v1/distributors/me"
        lists={LISTS}
        firstSteps={{ buy: <BuyCodesButton />, share: <Link href="/codes">{t('to_codes')}</Link> }}
      />
    </>
  );
}
