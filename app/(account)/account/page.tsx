import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { getAccount } from '@/lib/accounts/get-account';
import { listApiKeys } from '@/lib/accounts/list-api-keys';
import { pageContext } from '@/lib/web/session';
import styles from './account.module.css';
import { ApiKeys } from './api-keys';
import { PasswordForm } from './password-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') };
}

export default async function AccountPage() {
  const ctx = await pageContext('accounts.view-own');
  const [t, role, format] = await Promise.all([
    getTranslations('account'),
    getTranslations('navigation.role'),
    getFormatter(),
  ]);
  const [account, keys] = await Promise.all([getAccount(ctx), listApiKeys(ctx)]);
  const since = format.dateTime(new Date(account.created_at), { dateStyle: 'medium' });
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <div className={styles.sections}>
        <Section title={t('who')}>
          <Facts
            facts={[
              { label: t('name'), value: account.name },
              { label: t('email'), value: account.email },
              { label: t('role'), value: role(account.role) },
              { label: t('since'), value: since },
            ]}
          />
        </Section>
        <ClientMessages of={['account']}>
          <Section title={t('password')}>
            <PasswordForm email={account.email} />
          </Section>
          <ApiKeys keys={keys} />
        </ClientMessages>
      </div>
    </>
  );
}
