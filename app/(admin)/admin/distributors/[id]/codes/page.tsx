import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { CodesList } from '@/components/codes/codes-list';
import { DistributorView } from '@/components/distributors/distributor-view';
import { EmptyState } from '@/components/ui/empty-state';
import { ExportLink } from '@/components/ui/export-link';
import { listCodes } from '@/lib/codes/list-codes';
import { CodesQuery } from '@/lib/codes/schema';
import { findDistributorName } from '@/lib/distributors/find-distributor-name';
import { getDistributor } from '@/lib/distributors/get-distributor';
import { DistributorParams } from '@/lib/reports/schema';
import { orFirstPage } from '@/lib/web/or-first-page';
import { orNotFound } from '@/lib/web/or-not-found';
import { publicAddress } from '@/lib/web/public-address';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';

export async function generateMetadata({ params }: DistributorCodesProps): Promise<Metadata> {
  const ctx = await pageContext('distributors.view-any');
  const [t, name] = [await getTranslations('codes'), await findDistributorName(ctx, (await params).id)];
  return { title: [t('title'), name].filter(Boolean).join(' · ') };
}

type DistributorCodesProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, unknown>>;
};

export default async function DistributorCodes({ params, searchParams }: DistributorCodesProps) {
  const ctx = await pageContext('distributors.view-any');
  const asked = DistributorParams.safeParse(await params);
  if (!asked.success) notFound();
  const { id } = asked.data;
  const query = searchOf(CodesQuery, await searchParams);
  const [t, words, distributor, page] = await orNotFound(
    Promise.all([
      getTranslations('ui'),
      getTranslations('distributors'),
      getDistributor(ctx, id),
      orFirstPage(query, (asked) => listCodes(ctx, id, asked)),
    ]),
  );
  return (
    <DistributorView
      distributor={distributor}
      tab="codes"
      action={<ExportLink of={`/api/v1/distributors/${id}/codes`}>{t('export')}</ExportLink>}
    >
      <CodesList
        page={page}
        query={query}
        empty={<EmptyState>{words('no_codes')}</EmptyState>}
        origin={publicAddress()}
        ordersBase="/admin/orders"
        membersBase={`/admin/distributors/${distributor.id}/members`}
      />
    </DistributorView>
  );
}
