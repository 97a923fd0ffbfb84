import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { DistributorView } from '@/components/distributors/distributor-view';
import { ClientMessages } from '@/components/ui/client-messages';
import { WebhooksView } from '@/components/webhooks/webhooks-view';
import { findDistributorName } from '@/lib/distributors/find-distributor-name';
import { getDistributor } from '@/lib/distributors/get-distributor';
import { DistributorParams } from '@/lib/reports/schema';
import { orNotFound } from '@/lib/web/or-not-found';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { listDeliveries } from '@/lib/webhooks/list-deliveries';
import { listEndpoints } from '@/lib/webhooks/list-endpoints';
import { DeliveriesQuery } from '@/lib/webhooks/schema';

type WebhooksPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, unknown>>;
};

export async function generateMetadata({ params }: WebhooksPageProps): Promise<Metadata> {
  const ctx = await pageContext('distributors.view-any');
  const [t, name] = [await getTranslations('webhooks'), await findDistributorName(ctx, (await params).id)];
  return { title: [t('title'), name].filter(Boolean).join(' · ') };
}

export default async function DistributorWebhooksPage({ params, searchParams }: WebhooksPageProps) {
  const ctx = await pageContext('distributors.view-any');
  const asked = DistributorParams.safeParse(await params);
  if (!asked.success) notFound();
  const { id } = asked.data;
  const query = searchOf(DeliveriesQuery, await searchParams);
  const [distributor, endpoints, page] = await orNotFound(
    Promise.all([getDistributor(ctx, id), listEndpoints(ctx, id), listDeliveries(ctx, id, query)]),
  );
  return (
    <DistributorView distributor={distributor} tab="webhooks">
      <ClientMessages of={['webhooks', 'drawer']}>
        <WebhooksView
          whose={id}
          endpoints={endpoints}
          page={page}
          query={query}
          base={`/admin/distributors/${id}/webhooks/deliveries`}
          file={`/api/v1/distributors/${id}/webhook-deliveries`}
        />
      </ClientMessages>
    </DistributorView>
  );
}
