import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { CodeProgress } from '@/components/codes/code-progress';
import { OrderFacts } from '@/components/codes/order-facts';
import { OrderPage } from '@/components/codes/order-page';
import { Cause } from '@/components/orders/cause';
import { OrderTimeline } from '@/components/orders/order-timeline';
import { ClientMessages } from '@/components/ui/client-messages';
import { EmailText } from '@/components/ui/email-text';
import { Section } from '@/components/ui/section';
import { getAnyCodeOrder } from '@/lib/codes/get-any-code-order';
import { CodeOrderParams } from '@/lib/codes/schema';
import { listPaymentAlerts } from '@/lib/monitoring/list-alerts';
import { orderStatus } from '@/lib/orders/order-status';
import { getOrderTimeline } from '@/lib/payments/get-order-timeline';
import { mayUse } from '@/lib/permissions';
import { orNotFound } from '@/lib/web/or-not-found';
import { pageContext } from '@/lib/web/session';
import { readOrderAction } from './actions';
import { OrderMoves } from './order-moves';
import { PaymentAlerts } from './payment-alerts';

type AdminOrderPageProps = { params: Promise<{ order_no: string }> };

export async function generateMetadata({ params }: AdminOrderPageProps): Promise<Metadata> {
  const asked = CodeOrderParams.safeParse(await params);
  return asked.success ? { title: (await getTranslations('code_order'))('title', asked.data) } : {};
}

export default async function AdminOrderPage({ params }: AdminOrderPageProps) {
  const ctx = await pageContext('codes.view-any');
  const asked = CodeOrderParams.safeParse(await params);
  if (!asked.success) notFound();
  const [t, progress, order, entries, alerts] = await orNotFound(
    Promise.all([
      getTranslations('code_order'),
      getTranslations('code_progress'),
      getAnyCodeOrder(ctx, asked.data),
      getOrderTimeline(ctx, asked.data),
      listPaymentAlerts(ctx, asked.data),
    ]),
  );
  const { buyer, fulfillment_error: error, fulfillment_attempts: attempts } = order;
  const isAdmin = mayUse(ctx, 'codes.rerun-issue');
  const status = order.status.toUpperCase() as Uppercase<typeof order.status>;
  return (
    <ClientMessages of={['alerts', 'code_order', 'code_progress', 'tasks']}>
      <OrderPage
        order={order}
        moves={
          <OrderMoves
            order={order}
            mayRerun={isAdmin && order.fulfillment_status === 'failed' && order.status === 'confirmed'}
            mayCancel={
              orderStatus.canMove(status, 'CANCELLED') && (isAdmin || order.payment_status === 'unpaid')
            }
          />
        }
        timeline={<OrderTimeline entries={entries} viewer="staff" />}
      >
        {alerts.length > 0 && <PaymentAlerts alerts={alerts} />}
        <Section title={progress('heading')}>
          <CodeProgress order={order} read={readOrderAction} viewer="staff" requestId={ctx.requestId} />
        </Section>
        <OrderFacts
          order={order}
          more={[
            { label: t('buyer'), value: buyer.name },
            { label: t('email'), value: <EmailText email={buyer.email} /> },
            { label: t('attempts'), value: attempts > 0 ? attempts : null },
            { label: t('cause'), value: error && <Cause code={error} /> },
            {
              label: t('payments'),
              value: (
                <Link prefetch={false} href={`/admin/payments?order_no=${order.order_no}`}>
                  {t('see_payments')}
                </Link>
              ),
            },
            {
              label: t('processes'),
              value: (
                <Link prefetch={false} href={`/admin/payments/sagas?order_no=${order.order_no}`}>
                  {t('see_processes')}
                </Link>
              ),
            },
          ]}
        />
      </OrderPage>
    </ClientMessages>
  );
}
