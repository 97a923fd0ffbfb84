import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobsTabs } from '@/components/monitoring/jobs-tabs';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { Section } from '@/components/ui/section';
import { getDatabaseFigures } from '@/lib/monitoring/get-database-figures';
import { pageContext } from '@/lib/web/session';
import { DatabaseCards } from './database-cards';
import styles from './database.module.css';
import { TablesTable } from './tables-table';
import { WaitsTable } from './waits-table';

/** Often enough to see a wait that lasts, seldom enough to be none itself. */
const EVERY_MS = 10_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jobs'))('database') };
}

export default async function DatabasePage() {
  const ctx = await pageContext('monitoring.view-database');
  const [t, figures] = await Promise.all([getTranslations('jobs'), getDatabaseFigures(ctx)]);
  return (
    <ClientMessages of={['jobs']}>
      <RefreshWhile active every={EVERY_MS} />
      <PageHeader title={t('title')} purpose={t('database_purpose', { version: figures.server.version })} />
      <JobsTabs current="database" />
      <DatabaseCards figures={figures} />
      <div className={styles.parts}>
        <Section title={t('waits')}>
          <WaitsTable waits={figures.waits} />
        </Section>
        <Section title={t('tables')}>
          <TablesTable tables={figures.tables} />
        </Section>
      </div>
    </ClientMessages>
  );
}
