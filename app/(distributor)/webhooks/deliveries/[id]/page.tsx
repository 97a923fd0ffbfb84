import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { ClientMessages } from '@/components/ui/client-messages';
import { DeliveryPage } from '@/components/webhooks/delivery-page';
import { orNotFound } from '@/lib/web/or-not-found';
import { pageContext } from '@/lib/web/session';
import { getDelivery } from '@/lib/webhooks/get-delivery';
import { DeliveryParams } from '@/lib/webhooks/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('delivery') };
}

export default async function OwnDeliveryPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext('webhooks.view-own');
  const asked = DeliveryParams.safeParse(await params);
  if (!asked.success) notFound();
  return (
    <ClientMessages of={['webhooks']}>
      <DeliveryPage delivery={await orNotFound(getDelivery(ctx, 'me', asked.data))} />
    </ClientMessages>
  );
}
