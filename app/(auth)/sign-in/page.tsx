import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { TributaryMark } from '@/components/accounts/tributary-mark';
import { CardHeading } from '@/components/ui/card-heading';
import { CardLinks } from '@/components/ui/card-links';
import { ClientMessages } from '@/components/ui/client-messages';
import { returnPath } from '@/lib/web/return-path';
import { sessionActor } from '@/lib/web/session';
import { DemoHint } from './demo-hint';
import { SignInForm } from './sign-in-form';
import styles from './sign-in.module.css';

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sign_in'))('title') };
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = returnPath((await searchParams).next);
  if ((await sessionActor()).kind === 'user') redirect(next);
  const t = await getTranslations('sign_in');
  return (
    <ClientMessages of={['sign_in']}>
      <div className={styles.mark}>
        <TributaryMark />
      </div>
      <CardHeading title={t('heading')} purpose={t('purpose')} />
      <SignInForm next={next} />
      <CardLinks>
        <Link href="/forgot-password">{t('forgot')}</Link>
      </CardLinks>
      <DemoHint />
    </ClientMessages>
  );
}
