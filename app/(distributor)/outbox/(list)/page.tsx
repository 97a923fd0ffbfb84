import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MailList } from '@/components/monitoring/mail-list';
import { ClientMessages } from '@/components/ui/client-messages';
import { mailsBy } from '@/lib/mail';
import { listMails } from '@/lib/monitoring/list-mails';
import { MailsQuery } from '@/lib/monitoring/schema';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('outbox'))('title') };
}

type OutboxPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function OwnOutboxPage({ searchParams }: OutboxPageProps) {
  const ctx = await pageContext('monitoring.view-own-mails');
  const query = searchOf(MailsQuery, await searchParams);
  const page = await listMails(ctx, 'me', query);
  return (
    <ClientMessages of={['outbox']}>
      <MailList
        page={page}
        limit={query.limit}
        narrowed={query.q !== undefined || query.cursor !== undefined}
        base="/outbox"
        by={mailsBy()}
      />
    </ClientMessages>
  );
}
