import type { Metadata } from 'next';
import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { ErrorsTrend } from '@/components/monitoring/errors-trend';
import { ClientMessages } from '@/components/ui/client-messages';
import { CopyButton } from '@/components/ui/copy-button';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { StatusTag } from '@/components/ui/status-tag';
import { getError } from '@/lib/monitoring/get-error';
import { getErrorTrend } from '@/lib/monitoring/list-errors';
import { ErrorParams, ErrorsQuery } from '@/lib/monitoring/schema';
import { orNotFound } from '@/lib/web/or-not-found';
import { pageContext } from '@/lib/web/session';
import styles from './error.module.css';
import { Resolve } from './resolve';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('error_events'))('one') };
}

export default async function ErrorEventPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext('monitoring.view-errors');
  const asked = ErrorParams.safeParse(await params);
  if (!asked.success) notFound();
  const [t, format, error, day, month] = await Promise.all([
    getTranslations('error_events'),
    getFormatter(),
    orNotFound(getError(ctx, asked.data)),
    getErrorTrend(ctx, ErrorsQuery.parse({ days: 1 }), asked.data),
    getErrorTrend(ctx, ErrorsQuery.parse({ days: 30 }), asked.data),
  ]);
  return (
    <ClientMessages of={['error_events']}>
      <PageHeader
        title={<code className={styles.code}>{error.error_code}</code>}
        purpose={
          <span className={styles.tags}>
            <StatusTag kind="error_level" value={error.level} />
            <StatusTag kind="error_event" value={error.state} />
          </span>
        }
        action={error.state !== 'resolved' && <Resolve error={error} />}
      />
      <div className={styles.parts}>
        <Section title={t('latest')}>
          <Facts
            facts={[
              { label: t('place'), value: <code>{error.place}</code> },
              { label: t('type'), value: <code>{error.type}</code> },
              { label: t('frame'), value: error.frame && <code>{error.frame}</code> },
              { label: t('message'), value: error.message },
              { label: t('count'), value: format.number(error.count) },
              { label: t('first_seen'), value: <RelativeTime at={error.first_seen_at} /> },
              { label: t('last_seen'), value: <RelativeTime at={error.last_seen_at} /> },
              {
                label: t('request_id'),
                value: error.request_id && (
                  <>
                    <code>{error.request_id}</code>{' '}
                    <CopyButton text={error.request_id} label={t('copy_request_id')} />
                  </>
                ),
              },
              { label: t('users'), value: error.users_met > 0 && format.number(error.users_met) },
              {
                label: t('orders'),
                value: error.order_nos.length > 0 && (
                  <ul className={styles.orders}>
                    {error.order_nos.map((no) => (
                      <li key={no}>
                        <Link prefetch={false} href={`/admin/orders/${no}`}>
                          <code>{no}</code>
                        </Link>
                      </li>
                    ))}
                    {error.orders_met > error.order_nos.length && (
                      <li>{t('more_orders', { count: error.orders_met - error.order_nos.length })}</li>
                    )}
                  </ul>
                ),
              },
            ]}
          />
        </Section>
        <ErrorsTrend trend={day} period="day" />
        <ErrorsTrend trend={month} period="month" />
        {error.stack && (
          <Section title={t('stack')}>
            <pre className={styles.text} tabIndex={0}>
              {error.stack}
            </pre>
          </Section>
        )}
        <Section title={t('context')}>
          <pre className={styles.text} tabIndex={0}>
            {error.context}
          </pre>
        </Section>
      </div>
    </ClientMessages>
  );
}
