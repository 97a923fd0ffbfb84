import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BrandCard } from '@/components/distributors/brand-card';
import { RedeemCard } from '@/components/members/redeem-card';
import { findCodeOwner } from '@/lib/members/find-code-owner';
import { FindCodeOwnerInput } from '@/lib/members/schema';
import { defineAction } from '@/lib/web/define-action';
import { redeemAction } from './actions';

const lookUp = defineAction(FindCodeOwnerInput, findCodeOwner, 'public');

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('redeem'))('title') };
}

/** The page a distributor sends its customers to: in its own look, and without a price. */
export default async function RedeemCodePage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const [t, found] = [await getTranslations('errors'), await lookUp({ code })];
  if (!found.ok) return <RedeemCard redeem={redeemAction} code={code} notice={found.error.message} />;
  const { brand, refusal } = found.data;
  return (
    <BrandCard brand={brand}>
      <RedeemCard redeem={redeemAction} code={code} notice={refusal ? t(refusal) : undefined} />
    </BrandCard>
  );
}
