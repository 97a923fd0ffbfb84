import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { MemberPage } from '@/components/members/member-page';
import { ClientMessages } from '@/components/ui/client-messages';
import { getMember } from '@/lib/members/get-member';
import { MemberParams } from '@/lib/members/schema';
import { orNotFound } from '@/lib/web/or-not-found';
import { pageContext } from '@/lib/web/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('member'))('unnamed') };
}

export default async function OwnMemberPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext('members.view-own');
  const asked = MemberParams.safeParse(await params);
  if (!asked.success) notFound();
  const member = await orNotFound(getMember(ctx, 'me', asked.data));
  return (
    <ClientMessages of={['members']}>
      <MemberPage member={member} viewer="distributor" />
    </ClientMessages>
  );
}
