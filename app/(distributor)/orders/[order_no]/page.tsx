import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { CodeProgress } from '@/components/codes/code-progress';
import { OrderFacts } from '@/components/codes/order-facts';
import { OrderPage } from '@/components/codes/order-page';
import { OrderTimeline } from '@/components/orders/order-timeline';
import { ClientMessages } from '@/components/ui/client-messages';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { Section } from '@/components/ui/section';
import { now } from '@/lib/clock';
import { getCodeOrder } from '@/lib/codes/get-code-order';
import { CodeOrderParams } from '@/lib/codes/schema';
import { getOrderTimeline } from '@/lib/payments/get-order-timeline';
import { listWaysToPay } from '@/lib/payments/list-ways-to-pay';
import { SANDBOX_CARD_NAMES } from '@/lib/payments/providers/sandbox-cards';
import { orNotFound } from '@/lib/web/or-not-found';
import { pageContext } from '@/lib/web/session';
import { OrderMoves } from './order-moves';
import { TimeToPay } from './time-to-pay';
import { UndecidedPayment } from './undecided-payment';

type CodeOrderPageProps = { params: Promise<{ order_no: string }> };

export async function generateMetadata({ params }: CodeOrderPageProps): Promise<Metadata> {
  const asked = CodeOrderParams.safeParse(await params);
  return asked.success ? { title: (await getTranslations('code_order'))('title', asked.data) } : {};
}

export default async function CodeOrderPage({ params }: CodeOrderPageProps) {
  const ctx = await pageContext('codes.view-own');
  const asked = CodeOrderParams.safeParse(await params);
  if (!asked.success) notFound();
  const [t, order, entries] = await orNotFound(
    Promise.all([
      getTranslations('code_progress'),
      getCodeOrder(ctx, asked.data),
      getOrderTimeline(ctx, asked.data),
    ]),
  );
  const payable = order.status === 'pending' && order.payment_status === 'unpaid';
  const payment = entries.find((entry) => entry.kind === 'payment');
  const lastPaymentFailed = payment?.step === 'failed';
  const undecided = payable && payment?.step === 'unanswered';
  const ways = listWaysToPay(ctx, order);
  const byCard = ways.some(({ method }) => method === 'test_card');
  return (
    <ClientMessages
      of={['code_order', 'code_progress', 'failure_reason', 'pay_button', 'pay_by_card', 'way_to_pay']}
    >
      <OrderPage
        order={order}
        moves={
          payable && (
            <OrderMoves
              orderNo={order.order_no}
              lastPaymentFailed={lastPaymentFailed}
              ways={ways.filter(({ charged }) => !charged)}
              cards={byCard ? SANDBOX_CARD_NAMES : []}
              undecided={undecided}
            />
          )
        }
        timeline={<OrderTimeline entries={entries} viewer="buyer" />}
      >
        {undecided && (
          <>
            <UndecidedPayment />
            <RefreshWhile active />
          </>
        )}
        {payable && !undecided && order.expires_at && (
          <TimeToPay
            expiresAt={order.expires_at}
            now={now().toISOString()}
            lastPaymentFailed={lastPaymentFailed}
          />
        )}
        <Section title={t('heading')}>
          <CodeProgress
            order={order}
            codesHref={`/codes?order_no=${order.order_no}`}
            viewer="buyer"
            requestId={ctx.requestId}
          />
        </Section>
        <OrderFacts order={order} />
      </OrderPage>
    </ClientMessages>
  );
}
