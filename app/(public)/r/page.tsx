import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RedeemCard } from '@/components/members/redeem-card';
import { redeemAction } from './[code]/actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('redeem'))('title') };
}

export default function RedeemPage() {
  return <RedeemCard redeem={redeemAction} />;
}
