import { getTranslations } from 'next-intl/server';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { AccountMenu } from '@/components/ui/frame/account-menu';
import { Frame } from '@/components/ui/frame/frame';
import { LanguageSwitch } from '@/components/ui/frame/language-switch';
import { ModeSwitch } from '@/components/ui/frame/mode-switch';
import { SIDER_COOKIE } from '@/components/ui/preference';
import { WorkProviders } from '@/components/ui/work-providers';
import type { Role } from '@/lib/generated/prisma/enums';
import { NavigationIcon } from './navigation-icon';
import { TributaryMark } from './tributary-mark';

type SignedInFrameProps = {
  person: { name: string; role: Role };
  chooseLocale: (form: FormData) => Promise<void>;
  signOut: () => Promise<void>;
  children: ReactNode;
};

/** The frame with the pages that a role works on. It shows the way; what may be done there is decided by the verbs. */
export async function SignedInFrame({ person, chooseLocale, signOut, children }: SignedInFrameProps) {
  const t = await getTranslations('navigation');
  const sider = (await cookies()).get(SIDER_COOKIE)?.value;
  const sales = {
    label: t('sales'),
    items: [
      { href: '/dashboard', label: t('dashboard'), icon: <NavigationIcon name="dashboard" /> },
      { href: '/codes', label: t('codes'), icon: <NavigationIcon name="codes" /> },
      { href: '/members', label: t('members'), icon: <NavigationIcon name="members" /> },
      { href: '/orders', label: t('code_orders'), icon: <NavigationIcon name="orders" /> },
      { href: '/brand', label: t('brand'), icon: <NavigationIcon name="brand" /> },
      { href: '/outbox', label: t('outbox'), icon: <NavigationIcon name="mails" /> },
    ],
  };
  const isAdmin = person.role === 'ADMIN';
  const administration = {
    label: t('admin'),
    items: [
      ...(isAdmin
        ? [{ href: '/admin/overview', label: t('overview'), icon: <NavigationIcon name="overview" /> }]
        : []),
      { href: '/admin/orders', label: t('admin_orders'), icon: <NavigationIcon name="orders" /> },
      ...(isAdmin
        ? [
            { href: '/admin/members', label: t('admin_members'), icon: <NavigationIcon name="members" /> },
            { href: '/admin/teams', label: t('teams'), icon: <NavigationIcon name="teams" /> },
            {
              href: '/admin/distributors',
              label: t('distributors'),
              icon: <NavigationIcon name="distributors" />,
            },
            { href: '/admin/plans', label: t('plans'), icon: <NavigationIcon name="plans" /> },
            { href: '/admin/users', label: t('users'), icon: <NavigationIcon name="users" /> },
          ]
        : []),
    ],
  };
  const operations = {
    label: t('operations'),
    items: [
      { href: '/admin/alerts', label: t('alerts'), icon: <NavigationIcon name="alerts" /> },
      ...(isAdmin
        ? [
            { href: '/admin/jobs', label: t('jobs'), icon: <NavigationIcon name="jobs" /> },
            { href: '/admin/outbox', label: t('outbox'), icon: <NavigationIcon name="mails" /> },
            { href: '/admin/settings', label: t('settings'), icon: <NavigationIcon name="settings" /> },
          ]
        : []),
    ],
  };
  const below = {
    dashboard: t('dashboard'),
    codes: t('codes'),
    orders: t('code_orders'),
    members: t('members'),
    brand: t('brand'),
  };
  return (
    <Frame
      mark={<TributaryMark />}
      brand="Tributary"
      sections={person.role === 'DISTRIBUTOR' ? [sales] : [administration, operations]}
      titles={{ account: t('account'), 'api-keys': t('api_keys'), ...below }}
      collapsed={sider === 'collapsed'}
      tools={
        <>
          <LanguageSwitch choose={chooseLocale} />
          <ModeSwitch />
          <AccountMenu
            name={person.name}
            role={t(`role.${person.role}`)}
            links={[
              { href: '/account', label: t('account') },
              { href: '/account/api-keys', label: t('api_keys') },
            ]}
            signOut={signOut}
          />
        </>
      }
    >
      <WorkProviders>{children}</WorkProviders>
    </Frame>
  );
}
