import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AlertsTabs } from '@/components/monitoring/alerts-tabs';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { listAlertChannels } from '@/lib/monitoring/list-alert-channels';
import { pageContext } from '@/lib/web/session';
import { ChannelsTable } from './channels-table';
import { CreateChannelButton } from './create-channel-button';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('alert_channels'))('title') };
}

export default async function AlertChannelsPage() {
  const ctx = await pageContext('monitoring.view-alert-channels');
  const [t, channels] = await Promise.all([getTranslations('alert_channels'), listAlertChannels(ctx)]);
  return (
    <ClientMessages of={['alert_channels', 'drawer']}>
      <PageHeader title={t('title')} purpose={t('purpose')} action={<CreateChannelButton />} />
      <AlertsTabs current="channels" setsTerms />
      <ChannelsTable channels={channels} />
    </ClientMessages>
  );
}
