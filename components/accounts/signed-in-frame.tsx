import { getTranslations } from 'next-intl/server';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { SearchButton } from '@/components/reports/search-button';
import { ClientMessages } from '@/components/ui/client-messages';
import { AccountMenu } from '@/components/ui/frame/account-menu';
import { Frame } from '@/components/ui/frame/frame';
import { LanguageSwitch } from '@/components/ui/frame/language-switch';
import { ModeSwitch } from '@/components/ui/frame/mode-switch';
import { SIDER_COOKIE } from '@/components/ui/preference';
import { WorkProviders } from '@/components/ui/work-providers';
import type { Role } from '@/lib/generated/prisma/enums';
import { doorsOf } from './doors';
import { NavigationIcon } from './navigation-icon';
import { OWN_PLACES, placesOf } from './places';
import { TributaryMark } from './tributary-mark';

type Person = {
  id: number;
  name: string;
  role: Role;
  /** Whether everything can be searched from the bar. */
  searches: boolean;
};

type SignedInFrameProps = {
  person: Person;
  chooseLocale: (form: FormData) => Promise<void>;
  signOut: () => Promise<void>;
  children: ReactNode;
};

/** The frame with the pages that a role works on. It shows the way; what may be done there is decided by the verbs. */
export async function SignedInFrame({ person, chooseLocale, signOut, children }: SignedInFrameProps) {
  const t = await getTranslations('navigation');
  const sider = (await cookies()).get(SIDER_COOKIE)?.value;
  const sections = placesOf(person.role).map(({ word, places }) => ({
    label: t(word),
    items: places.map((place) => ({
      href: place.href,
      label: t(place.word),
      icon: <NavigationIcon name={place.icon} />,
    })),
  }));
  const below = {
    dashboard: t('dashboard'),
    codes: t('codes'),
    orders: t('code_orders'),
    members: t('members'),
    brand: t('brand'),
    results: t('job_results'),
    requests: t('job_requests'),
    database: t('job_database'),
    rules: t('alert_rules'),
    channels: t('alert_channels'),
    messages: t('alert_messages'),
    webhooks: t('webhooks'),
    deliveries: t('webhook_deliveries'),
    refunds: t('payment_refunds'),
    events: t('payment_events'),
    reconciliation: t('payment_reconciliation'),
    providers: t('payment_providers'),
    sagas: t('sagas'),
  };
  return (
    <WorkProviders>
      <Frame
        mark={<TributaryMark />}
        brand="Tributary"
        sections={sections}
        titles={{ account: t('account'), 'api-keys': t('api_keys'), ...below }}
        collapsed={sider === 'collapsed'}
        tools={
          <>
            {person.searches && <Search id={person.id} role={person.role} />}
            <LanguageSwitch choose={chooseLocale} />
            <ModeSwitch />
            <AccountMenu
              name={person.name}
              role={t(`role.${person.role}`)}
              links={OWN_PLACES.map(({ href, word }) => ({ href, label: t(word) }))}
              signOut={signOut}
            />
          </>
        }
      >
        {children}
      </Frame>
    </WorkProviders>
  );
}

async function Search({ id, role }: Pick<Person, 'id' | 'role'>) {
  const onApple = /Mac|iPhone|iPad/.test((await headers()).get('user-agent') ?? '');
  return (
    <ClientMessages of={['search']}>
      {/* not from the catalogue: what stands on the keys */}
      <SearchButton person={{ id, role }} doors={await doorsOf(role)} shortcut={onApple ? '⌘K' : 'Ctrl K'} />
    </ClientMessages>
  );
}
