import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BrandCard } from '@/components/distributors/brand-card';
import { ClientMessages } from '@/components/ui/client-messages';
import { findInvitation } from '@/lib/members/find-invitation';
import type { Invitation as Found } from '@/lib/members/read-invitation';
import { InvitationParams } from '@/lib/members/schema';
import { defineAction } from '@/lib/web/define-action';
import { AcceptForm } from './accept-form';
import { MemberNotice } from './member-notice';
import { RefusedNotice } from './refused-notice';

const lookUp = defineAction(InvitationParams, findInvitation, 'public');

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invitation'))('title') };
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <ClientMessages of={['invitation']}>
      <Invitation token={token} />
    </ClientMessages>
  );
}

async function Invitation({ token }: { token: string }) {
  const found = await lookUp({ token });
  if (!found.ok) return <RefusedNotice message={await reasonOf(found.error)} />;
  return (
    <BrandCard brand={found.data.brand}>
      <Standing token={token} invitation={found.data} />
    </BrandCard>
  );
}

type StandingProps = { token: string; invitation: Found };

async function Standing({ token, invitation: { state, team, email } }: StandingProps) {
  if (state === 'accepted') return <MemberNotice team={team} />;
  if (state !== 'open')
    return <RefusedNotice message={(await getTranslations('invitation'))(`ended.${state}`)} />;
  return <AcceptForm token={token} team={team} email={email} />;
}

async function reasonOf({ error_code, message }: { error_code: string; message: string }) {
  const wrongLink = error_code === 'RESOURCE_NOT_FOUND' || error_code === 'VALIDATION_ERROR';
  return wrongLink ? (await getTranslations('invitation'))('wrong_link') : message;
}
