import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { RangePicker } from '@/components/ui/range-picker';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { getQueue } from '@/lib/monitoring/get-queue';
import { listMatters } from '@/lib/monitoring/list-matters';
import { countCallbacks } from '@/lib/reports/count-callbacks';
import { getAcceptedTrend } from '@/lib/reports/get-accepted-trend';
import { getOrderFigures } from '@/lib/reports/get-order-figures';
import { rankDistributors } from '@/lib/reports/rank-distributors';
import { OverviewQuery } from '@/lib/reports/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { BusinessChart } from './business-chart';
import { CallbacksChart } from './callbacks-chart';
import { Matters } from './matters';
import { OverviewCards } from './overview-cards';
import styles from './overview.module.css';
import { QueueNow } from './queue-now';
import { Ranking } from './ranking';
import { RankingChart } from './ranking-chart';

/** Often enough that nobody reloads, seldom enough that a screen on the wall costs nothing. */
const EVERY_MS = 20_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('title') };
}

type OverviewPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const ctx = await pageContext('reports.view-overview');
  const query = searchOf(OverviewQuery, await searchParams);
  const { days } = query;
  const [t, matters, orders, accepted, callbacks, ranked, queue] = await Promise.all([
    getTranslations('overview'),
    listMatters(ctx),
    getOrderFigures(ctx, query),
    getAcceptedTrend(ctx, query),
    countCallbacks(ctx, query),
    rankDistributors(ctx, query),
    getQueue(ctx),
  ]);
  return (
    <ClientMessages of={['overview', 'alerts', 'code_order', 'jobs', 'refund_move', 'tasks', 'timeline']}>
      <RefreshWhile active every={EVERY_MS} patience={Infinity} />
      <PageHeader title={t('title')} purpose={t('purpose')} action={<RangePicker days={days} />} />
      <Matters matters={matters} />
      <OverviewCards orders={orders} accepted={accepted} days={days} />
      <BusinessChart orders={orders} days={days} show={query.show} />
      <div className={styles.pairs}>
        <RankingChart ranked={ranked} days={days} />
        <Ranking ranked={ranked} days={days} />
        <CallbacksChart callbacks={callbacks} days={days} />
        <QueueNow queue={queue} />
      </div>
    </ClientMessages>
  );
}
