import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BrandForm } from '@/components/distributors/brand-form';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { getDistributor } from '@/lib/distributors/get-distributor';
import { LOGO_MOST_BYTES, WELCOME_LONGEST } from '@/lib/distributors/schema';
import { pageContext } from '@/lib/web/session';
import { removeLogoAction, saveBrandAction, saveLogoAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('brand'))('title') };
}

export default async function BrandPage() {
  const ctx = await pageContext('distributors.view-own');
  const [t, { brand }] = await Promise.all([getTranslations('brand'), getDistributor(ctx, 'me')]);
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <ClientMessages of={['brand', 'drawer']}>
        <BrandForm
          brand={brand}
          saveBrand={saveBrandAction}
          saveLogo={saveLogoAction}
          removeLogo={removeLogoAction}
          most={{ bytes: LOGO_MOST_BYTES, welcome: WELCOME_LONGEST }}
        />
      </ClientMessages>
    </>
  );
}
