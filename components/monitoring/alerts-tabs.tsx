import { getTranslations } from 'next-intl/server';
import { LinkTabs } from '@/components/ui/link-tabs';

const LISTS = { open: '/admin/alerts', resolved: '/admin/alerts?state=resolved' } as const;
const TERMS = {
  rules: '/admin/alerts/rules',
  channels: '/admin/alerts/channels',
  messages: '/admin/alerts/messages',
} as const;

type Tab = keyof typeof LISTS | keyof typeof TERMS;

/** Alerts, and for those who may say so, who is told of them. */
export async function AlertsTabs({ current, setsTerms }: { current: Tab; setsTerms: boolean }) {
  const t = await getTranslations('alerts');
  const places: Partial<Record<Tab, string>> = { ...LISTS, ...(setsTerms && TERMS) };
  const tabs = (Object.keys(places) as Tab[]).map((key) => ({ key, href: places[key] ?? '', label: t(key) }));
  return <LinkTabs label={t('tabs')} current={current} tabs={tabs} />;
}
