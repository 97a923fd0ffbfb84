import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MovableRefunds } from '@/components/payments/movable-refunds';
import { PaymentsTabs } from '@/components/payments/payments-tabs';
import { ClientMessages } from '@/components/ui/client-messages';
import { ExportLink } from '@/components/ui/export-link';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { PageHeader } from '@/components/ui/page-header';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { Section } from '@/components/ui/section';
import { listRefunds } from '@/lib/payments/list-refunds';
import { ListRefundsQuery } from '@/lib/payments/schema';
import { mayUse } from '@/lib/permissions';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { approveRefundAction, rejectRefundAction, retryRefundAction } from './actions';
import { RefundsFilters } from './refunds-filters';

/** So many that wait are shown above the list; the rest is found by their status. */
const WAITING_SHOWN = 20;

const ACTIONS = { approve: approveRefundAction, reject: rejectRefundAction, retry: retryRefundAction };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payments'))('refunds_title') };
}

type RefundsPageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function RefundsPage({ searchParams }: RefundsPageProps) {
  const ctx = await pageContext('payments.view-any');
  const query = searchOf(ListRefundsQuery, await searchParams);
  const [t, ui, page, waiting] = await Promise.all([
    getTranslations('payments'),
    getTranslations('ui'),
    listRefunds(ctx, query),
    listRefunds(ctx, { status: 'AWAITING_APPROVAL', limit: WAITING_SHOWN, cursor: undefined }),
  ]);
  const { limit, cursor, ...filters } = query;
  const filtered = Object.values(filters).some(Boolean);
  const actions = mayUse(ctx, 'payments.approve-refund') ? ACTIONS : undefined;
  const working = page.items.some(({ status }) => status === 'PROCESSING' || status === 'REQUESTED');
  return (
    <ClientMessages of={['payments', 'refund_move', 'timeline']}>
      <RefreshWhile active={working} />
      <PageHeader
        title={t('refunds_title')}
        purpose={t('refunds_purpose')}
        action={<ExportLink of="/api/v1/refunds">{ui('export')}</ExportLink>}
      />
      <PaymentsTabs current="refunds" />
      {waiting.items.length > 0 && !filtered && !cursor && (
        <Section title={t('refunds_waiting')}>
          <MovableRefunds refunds={waiting.items} actions={actions} withPayment empty={null} />
        </Section>
      )}
      <RefundsFilters />
      <MovableRefunds
        refunds={page.items}
        actions={actions}
        withPayment
        empty={t(filtered ? 'refunds_empty_filtered' : 'refunds_empty')}
      />
      <KeysetPager page={page} limit={limit} />
    </ClientMessages>
  );
}
