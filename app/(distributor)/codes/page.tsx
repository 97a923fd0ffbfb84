import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BuyCodesButton } from '@/components/codes/buy-codes';
import { CodesList } from '@/components/codes/codes-list';
import { CodesStoppedNotice } from '@/components/distributors/codes-stopped-notice';
import { EmptyState } from '@/components/ui/empty-state';
import { ExportLink } from '@/components/ui/export-link';
import { PageHeader } from '@/components/ui/page-header';
import { countCodes } from '@/lib/codes/count-codes';
import { listCodes } from '@/lib/codes/list-codes';
import { CodesQuery } from '@/lib/codes/schema';
import { orFirstPage } from '@/lib/web/or-first-page';
import { getDistributor } from '@/lib/distributors/get-distributor';
import { publicAddress } from '@/lib/web/public-address';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { switchCodesAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('codes'))('title') };
}

export default async function CodesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>;
}) {
  const ctx = await pageContext('codes.view-own');
  const query = searchOf(CodesQuery, await searchParams);
  const [t, ui, page, count, { codes_stopped_at: stopped }] = await Promise.all([
    getTranslations('codes'),
    getTranslations('ui'),
    orFirstPage(query, (asked) => listCodes(ctx, 'me', asked)),
    countCodes(ctx, 'me', query),
    getDistributor(ctx, 'me'),
  ]);
  return (
    <>
      <PageHeader
        title={t('title')}
        purpose={t('purpose')}
        action={
          <>
            <ExportLink of="/api/v1/distributors/me/codes">
              {count ? t('export_count', { count }) : ui('export')}
            </ExportLink>
            <BuyCodesButton />
          </>
        }
      />
      <CodesStoppedNotice stopped={stopped} />
      <CodesList
        page={page}
        query={query}
        empty={<EmptyState action={<BuyCodesButton />}>{t('empty')}</EmptyState>}
        origin={publicAddress()}
        ordersBase="/orders"
        membersBase="/members"
        switchCodes={switchCodesAction}
      />
    </>
  );
}
