import { getTranslations } from 'next-intl/server';
import { LinkTabs } from '@/components/ui/link-tabs';

const TABS = {
  queue: '/admin/jobs',
  results: '/admin/jobs/results',
  requests: '/admin/jobs/requests',
  database: '/admin/jobs/database',
} as const;

/** The views of what goes on in the background, of how quickly the product answers, and of the database. */
export async function JobsTabs({ current }: { current: keyof typeof TABS }) {
  const t = await getTranslations('jobs');
  const tabs = (Object.keys(TABS) as (keyof typeof TABS)[]).map((key) => ({
    key,
    href: TABS[key],
    label: t(key),
  }));
  return <LinkTabs label={t('tabs')} current={current} tabs={tabs} />;
}
