import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { listSettings } from '@/lib/monitoring/list-settings';
import { pageContext } from '@/lib/web/session';
import styles from './settings.module.css';
import { SettingsTable } from './settings-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') };
}

const GROUPS = ['features', 'orders', 'members', 'accounts', 'payments'] as const;

export default async function SettingsPage() {
  const ctx = await pageContext('monitoring.view-settings');
  const [t, settings] = await Promise.all([getTranslations('settings'), listSettings(ctx)]);
  return (
    <ClientMessages of={['settings', 'drawer']}>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <Section key={group} title={t(`group.${group}`)}>
            <SettingsTable
              label={t(`group.${group}`)}
              settings={settings.filter(({ key }) => key.startsWith(`${group}.`))}
            />
          </Section>
        ))}
      </div>
    </ClientMessages>
  );
}
