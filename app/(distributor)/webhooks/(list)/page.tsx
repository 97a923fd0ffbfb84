import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { WebhooksView } from '@/components/webhooks/webhooks-view';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { listDeliveries } from '@/lib/webhooks/list-deliveries';
import { listEndpoints } from '@/lib/webhooks/list-endpoints';
import { DeliveriesQuery } from '@/lib/webhooks/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('title') };
}

type WebhooksPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function WebhooksPage({ searchParams }: WebhooksPageProps) {
  const ctx = await pageContext('webhooks.view-own');
  const query = searchOf(DeliveriesQuery, await searchParams);
  const [t, endpoints, page] = await Promise.all([
    getTranslations('webhooks'),
    listEndpoints(ctx, 'me'),
    listDeliveries(ctx, 'me', query),
  ]);
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <ClientMessages of={['webhooks', 'drawer']}>
        <WebhooksView
          whose="me"
          endpoints={endpoints}
          page={page}
          query={query}
          base="/webhooks/deliveries"
          file="/api/v1/distributors/me/webhook-deliveries"
        />
      </ClientMessages>
    </>
  );
}
