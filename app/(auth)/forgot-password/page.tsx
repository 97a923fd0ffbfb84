import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { CardHeading } from '@/components/ui/card-heading';
import { CardLinks } from '@/components/ui/card-links';
import { ClientMessages } from '@/components/ui/client-messages';
import { ForgotForm } from './forgot-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('forgot_password'))('title') };
}

export default async function ForgotPasswordPage() {
  const t = await getTranslations('forgot_password');
  return (
    <ClientMessages of={['forgot_password']}>
      <CardHeading title={t('heading')} purpose={t('purpose')} />
      <ForgotForm />
      <CardLinks>
        <Link href="/sign-in">{t('back')}</Link>
      </CardLinks>
    </ClientMessages>
  );
}
