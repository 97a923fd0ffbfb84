import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { CardHeading } from '@/components/ui/card-heading';
import { CardLinks } from '@/components/ui/card-links';
import { ClientMessages } from '@/components/ui/client-messages';
import { findPasswordLink } from '@/lib/accounts/find-password-link';
import { PASSWORD_SHORTEST, PasswordLinkInput } from '@/lib/accounts/schema';
import { defineAction } from '@/lib/web/define-action';
import { SetPasswordForm } from './set-password-form';

const lookUp = defineAction(PasswordLinkInput, findPasswordLink, 'public');

export async function generateMetadata(): Promise<Metadata> {
  // The address is the secret: no other page learns it. Not "no-referrer", under which a form is sent without its
  // origin, and refused.
  return { title: (await getTranslations('set_password'))('title'), referrer: 'strict-origin' };
}

export default async function SetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [t, found] = await Promise.all([getTranslations('set_password'), lookUp({ token })]);
  if (!found.ok)
    return (
      <>
        <CardHeading title={t('refused')} purpose={found.error.message} />
        <CardLinks>
          <Link href="/forgot-password">{t('new_link')}</Link>
          <Link href="/sign-in">{t('sign_in')}</Link>
        </CardLinks>
      </>
    );
  const { name, email, purpose } = found.data;
  return (
    <ClientMessages of={['set_password']}>
      <CardHeading title={t(`heading.${purpose}`)} purpose={t('whose', { name, email })} />
      <SetPasswordForm token={token} email={email} shortest={PASSWORD_SHORTEST} />
    </ClientMessages>
  );
}
