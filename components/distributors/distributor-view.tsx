import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { StatusTag } from '@/components/ui/status-tag';
import type { Distributor } from '@/lib/distributors/get-distributor';
import styles from './distributor-view.module.css';

const TABS = ['overview', 'dashboard', 'codes', 'orders', 'members', 'webhooks'] as const;
type Tab = (typeof TABS)[number];

type DistributorViewProps = { distributor: Distributor; tab: Tab; action?: ReactNode; children: ReactNode };

/** One of a distributor's pages as an admin sees it, marked as such. */
export function DistributorView({ distributor, tab, action, children }: DistributorViewProps) {
  const t = useTranslations('distributors');
  const { id, name, is_active: active, codes_stopped_at: stopped } = distributor;
  const base = `/admin/distributors/${id}`;
  return (
    <>
      <div className={styles.banner} role="note">
        {t('looking_at', { name })}
        <Link href="/admin/distributors">{t('back')}</Link>
      </div>
      <PageHeader
        title={name}
        purpose={
          <span className={styles.tags}>
            <StatusTag kind="user" value={active ? 'active' : 'disabled'} />
            {stopped && <StatusTag kind="distributor_codes" value="stopped" />}
          </span>
        }
        action={action}
      />
      <LinkTabs
        label={t('pages_of', { name })}
        current={tab}
        tabs={TABS.map((key) => ({
          key,
          href: key === 'overview' ? base : `${base}/${key}`,
          label: t(`tab.${key}`),
        }))}
      />
      {children}
    </>
  );
}
