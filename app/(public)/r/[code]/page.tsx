import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { findCodeOwner } from '@/lib/members/find-code-owner';
import { FindCodeOwnerInput } from '@/lib/members/schema';
import { defineAction } from '@/lib/web/define-action';
import { RedeemCard } from './redeem-card';

const lookUp = defineAction(FindCodeOwnerInput, findCodeOwner, 'public');

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('redeem'))('title') };
}

export default async function RedeemCodePage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const found = await lookUp({ code });
  return found.ok ? (
    <RedeemCard code={code} distributor={found.data.distributor} />
  ) : (
    <RedeemCard code={code} notice={found.error.message} />
  );
}
