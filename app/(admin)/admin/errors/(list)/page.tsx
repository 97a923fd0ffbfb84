import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ErrorsTrend } from '@/components/monitoring/errors-trend';
import { ClientMessages } from '@/components/ui/client-messages';
import { LinkChoice } from '@/components/ui/link-choice';
import { PageHeader } from '@/components/ui/page-header';
import { getErrorTrend, listErrorPlaces, listErrors } from '@/lib/monitoring/list-errors';
import { ErrorsQuery } from '@/lib/monitoring/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { ErrorsFilters } from './errors-filters';
import { ErrorsTable } from './errors-table';
import styles from './errors.module.css';

const RANGES = [1, 7, 30, 90];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('error_events'))('title') };
}

type ErrorsPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function ErrorsPage({ searchParams }: ErrorsPageProps) {
  const ctx = await pageContext('monitoring.view-errors');
  const query = searchOf(ErrorsQuery, await searchParams);
  const [t, kinds, trend, places] = await Promise.all([
    getTranslations('error_events'),
    listErrors(ctx, query),
    getErrorTrend(ctx, query),
    listErrorPlaces(ctx, query),
  ]);
  const { days, level, code, place, state } = query;
  const range = (
    <LinkChoice
      label={t('range')}
      name="days"
      value={String(days)}
      options={RANGES.map((one) => ({ value: String(one), label: t('range_days', { days: one }) }))}
    />
  );
  return (
    <ClientMessages of={['error_events']}>
      <PageHeader
        title={t('title')}
        purpose={
          <>
            {t('purpose')} <Link href="/docs/errors">{t('docs')}</Link>
          </>
        }
        action={range}
      />
      <div className={styles.trend}>
        <ErrorsTrend trend={trend} period={days === 1 ? 'day' : 'month'} />
      </div>
      <ErrorsFilters places={places} />
      <ErrorsTable kinds={kinds} narrowed={Boolean(level ?? code ?? place ?? state)} />
    </ClientMessages>
  );
}
