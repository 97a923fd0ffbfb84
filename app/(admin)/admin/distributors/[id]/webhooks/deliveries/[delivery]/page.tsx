import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { ClientMessages } from '@/components/ui/client-messages';
import { DeliveryPage } from '@/components/webhooks/delivery-page';
import { DistributorParams } from '@/lib/reports/schema';
import { orNotFound } from '@/lib/web/or-not-found';
import { pageContext } from '@/lib/web/session';
import { getDelivery } from '@/lib/webhooks/get-delivery';
import { DeliveryParams } from '@/lib/webhooks/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('delivery') };
}

type DeliveryPageProps = { params: Promise<{ id: string; delivery: string }> };

export default async function DistributorDeliveryPage({ params }: DeliveryPageProps) {
  const ctx = await pageContext('webhooks.view-any');
  const { id, delivery } = await params;
  const [distributor, asked] = [
    DistributorParams.safeParse({ id }),
    DeliveryParams.safeParse({ id: delivery }),
  ];
  if (!distributor.success || !asked.success) notFound();
  return (
    <ClientMessages of={['webhooks']}>
      <DeliveryPage delivery={await orNotFound(getDelivery(ctx, distributor.data.id, asked.data))} />
    </ClientMessages>
  );
}
