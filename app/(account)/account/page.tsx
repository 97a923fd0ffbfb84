import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { EmailText } from '@/components/ui/email-text';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { getAccount } from '@/lib/accounts/get-account';
import { listSessions } from '@/lib/accounts/list-sessions';
import { PASSWORD_SHORTEST } from '@/lib/accounts/schema';
import { chooseLocale } from '@/lib/web/choose-locale';
import { pageContext } from '@/lib/web/session';
import styles from './account.module.css';
import { DisplayChoices } from './display-choices';
import { PasswordForm } from './password-form';
import { Sessions } from './sessions';

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
  const [account, sessions] = await Promise.all([getAccount(ctx), listSessions(ctx)]);
  const since = format.dateTime(new Date(account.created_at), { dateStyle: 'medium' });
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <div className={styles.sections}>
        <Section title={t('who')}>
          <Facts
            facts={[
              { label: t('name'), value: account.name },
              { label: t('email'), value: <EmailText email={account.email} /> },
              { label: t('role'), value: role(account.role) },
              { label: t('since'), value: since },
            ]}
          />
        </Section>
        <ClientMessages of={['account']}>
          <Section title={t('display')}>
            <DisplayChoices chooseLocale={chooseLocale} />
          </Section>
          <Section title={t('password')}>
            <PasswordForm email={account.email} shortest={PASSWORD_SHORTEST} />
          </Section>
          <Sessions sessions={sessions} />
        </ClientMessages>
      </div>
    </>
  );
}
