import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { MailPage } from '@/components/monitoring/mail-page';
import { getMail } from '@/lib/monitoring/get-mail';
import { MailParams } from '@/lib/monitoring/schema';
import { orNotFound } from '@/lib/web/or-not-found';
import { pageContext } from '@/lib/web/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('outbox'))('mail') };
}

export default async function OwnMailPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext('monitoring.view-own-mails');
  const asked = MailParams.safeParse(await params);
  if (!asked.success) notFound();
  return <MailPage mail={await orNotFound(getMail(ctx, 'me', asked.data))} />;
}
