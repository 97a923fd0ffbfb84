import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { BrandForm } from '@/components/distributors/brand-form';
import { DistributorFacts } from '@/components/distributors/distributor-facts';
import { DistributorView } from '@/components/distributors/distributor-view';
import { ClientMessages } from '@/components/ui/client-messages';
import { findDistributorName } from '@/lib/distributors/find-distributor-name';
import { getDistributor } from '@/lib/distributors/get-distributor';
import { LOGO_MOST_BYTES, WELCOME_LONGEST } from '@/lib/distributors/schema';
import { DistributorParams } from '@/lib/reports/schema';
import { orNotFound } from '@/lib/web/or-not-found';
import { pageContext } from '@/lib/web/session';
import { removeLogoAction, saveBrandAction, saveLogoAction } from './actions';
import { DistributorMoves } from './distributor-moves';

type DistributorPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: DistributorPageProps): Promise<Metadata> {
  const name = await findDistributorName(await pageContext('distributors.view-any'), (await params).id);
  return { title: name ?? (await getTranslations('distributors'))('one') };
}

export default async function DistributorPage({ params }: DistributorPageProps) {
  const ctx = await pageContext('distributors.view-any');
  const asked = DistributorParams.safeParse(await params);
  if (!asked.success) notFound();
  const { id } = asked.data;
  const distributor = await orNotFound(getDistributor(ctx, id));
  return (
    <ClientMessages of={['distributors', 'drawer', 'brand']}>
      <DistributorView
        distributor={distributor}
        tab="overview"
        action={<DistributorMoves distributor={distributor} />}
      >
        <DistributorFacts distributor={distributor} />
        <BrandForm
          brand={distributor.brand}
          saveBrand={saveBrandAction.bind(null, id)}
          saveLogo={saveLogoAction.bind(null, id)}
          removeLogo={removeLogoAction.bind(null, id)}
          most={{ bytes: LOGO_MOST_BYTES, welcome: WELCOME_LONGEST }}
        />
      </DistributorView>
    </ClientMessages>
  );
}
