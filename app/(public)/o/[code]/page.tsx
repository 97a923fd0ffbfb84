import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BrandCard } from '@/components/distributors/brand-card';
import { OfferFacts } from '@/components/members/offer-facts';
import { RedeemCard } from '@/components/members/redeem-card';
import { findCodeOffer } from '@/lib/members/find-code-offer';
import { FindCodeOwnerInput } from '@/lib/members/schema';
import { defineAction } from '@/lib/web/define-action';
import { redeemAction } from './actions';

const lookUp = defineAction(FindCodeOwnerInput, findCodeOffer, 'public');

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('redeem'))('title') };
}

/** The official page of a code: the same as its distributor's, and what the code gives and costs. */
export default async function CodeOfferPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const [t, found] = [await getTranslations('errors'), await lookUp({ code })];
  if (!found.ok) return <RedeemCard redeem={redeemAction} code={code} notice={found.error.message} />;
  const { brand, refusal } = found.data;
  return (
    <BrandCard brand={brand}>
      <OfferFacts offer={found.data} />
      <RedeemCard redeem={redeemAction} code={code} notice={refusal ? t(refusal) : undefined} />
    </BrandCard>
  );
}
