import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { OrderTimeline } from '@/components/orders/order-timeline';
import { EventsTable } from '@/components/payments/events-table';
import { MovableRefunds } from '@/components/payments/movable-refunds';
import { PaymentTag } from '@/components/payments/payment-tag';
import { PaymentsTable } from '@/components/payments/payments-table';
import { Trail } from '@/components/payments/trail';
import { ClientMessages } from '@/components/ui/client-messages';
import { DetailPage } from '@/components/ui/detail-page';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkTabs } from '@/components/ui/link-tabs';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { getPayment } from '@/lib/payments/get-payment';
import { PaymentParams } from '@/lib/payments/schema';
import { mayUse } from '@/lib/permissions';
import { orNotFound } from '@/lib/web/or-not-found';
import { searchOf } from '@/lib/web/search-of';
import { pageContext } from '@/lib/web/session';
import { approveRefundAction, rejectRefundAction, retryRefundAction } from '../refunds/actions';
import { PaymentFacts } from './payment-facts';
import { PaymentMoves } from './payment-moves';

type PaymentPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, unknown>>;
};

const TABS = ['attempts', 'events', 'refunds', 'trail'] as const;
const TabQuery = z.object({ tab: z.enum(TABS).default('attempts') });

const ACTIONS = { approve: approveRefundAction, reject: rejectRefundAction, retry: retryRefundAction };

export async function generateMetadata({ params }: PaymentPageProps): Promise<Metadata> {
  return { title: (await getTranslations('payments'))('number', await params) };
}

export default async function PaymentPage({ params, searchParams }: PaymentPageProps) {
  const ctx = await pageContext('payments.view-any');
  const asked = PaymentParams.safeParse(await params);
  if (!asked.success) notFound();
  const { tab } = searchOf(TabQuery, await searchParams);
  const [t, payment] = await orNotFound(
    Promise.all([getTranslations('payments'), getPayment(ctx, asked.data)]),
  );
  const { id, status, attempts, events, refunds, currency } = payment;
  const may = mayUse(ctx, 'payments.request-refund');
  const actions = may ? ACTIONS : undefined;
  const counts = { attempts: attempts.length, events: events.length, refunds: refunds.length, trail: null };
  return (
    <ClientMessages of={['failure_reason', 'payments', 'refund_dialog', 'refund_move', 'timeline']}>
      <RefreshWhile active={refunds.some((refund) => refund.status === 'PROCESSING')} />
      <DetailPage
        title={t('number', { id: String(id) })}
        tags={<PaymentTag payment={payment} />}
        moves={may && status === 'completed' && <PaymentMoves payment={{ id, currency }} />}
        timeline={<OrderTimeline entries={payment.timeline} viewer="staff" />}
      >
        <PaymentFacts payment={payment} />
        <div>
          <LinkTabs
            label={t('tab.about')}
            current={tab}
            tabs={TABS.map((key) => ({
              key,
              href: `/admin/payments/${id}?tab=${key}`,
              label: counts[key] === null ? t(`about.${key}`) : `${t(`about.${key}`)} (${counts[key]})`,
            }))}
          />
          {tab === 'attempts' && <PaymentsTable payments={attempts} />}
          {tab === 'events' && (
            <EventsTable events={events} empty={<EmptyState>{t('empty_events_of')}</EmptyState>} />
          )}
          {tab === 'refunds' && (
            <MovableRefunds refunds={refunds} actions={actions} empty={t('empty_refunds_of')} />
          )}
          {tab === 'trail' && <Trail entries={payment.trail} />}
        </div>
      </DetailPage>
    </ClientMessages>
  );
}
