import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { listApiKeys } from '@/lib/accounts/list-api-keys';
import { pageContext } from '@/lib/web/session';
import { ApiKeys } from './api-keys';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('api_keys'))('title') };
}

export default async function ApiKeysPage() {
  const ctx = await pageContext('accounts.view-own');
  return (
    <ClientMessages of={['api_keys', 'drawer']}>
      <ApiKeys keys={await listApiKeys(ctx)} />
    </ClientMessages>
  );
}
