'use client';

import { Alert, Button, Flex } from 'antd';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { RefusedError } from '@/components/ui/answers';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import type { BoughtCodes } from '@/lib/codes/buy-codes';
import type { OrderQuote } from '@/lib/orders/quote-order';
import { formatMoney, sameAmount } from '@/lib/money';
import { QuoteSummary } from './quote-summary';

type PayStepProps = {
  quote: OrderQuote | undefined;
  placed: BoughtCodes | undefined;
  error: unknown;
};

/** A last look before the order is placed; afterwards, the way to the payment page. */
export function PayStep({ quote, placed, error }: PayStepProps) {
  const t = useTranslations('buy_codes');
  return (
    <Flex vertical gap={16}>
      {placed && quote && <Placed order={placed} quote={quote} />}
      {!placed && <Problem error={error} />}
      <QuoteSummary quote={quote} pricing={false} />
      {!placed && <Alert type="info" showIcon title={t('pay_title')} description={t('pay_body')} />}
    </Flex>
  );
}

function Problem({ error }: { error: unknown }) {
  const t = useTranslations('buy_codes');
  if (!error) return null;
  // The first request did arrive: its order is there, under the same form key.
  const already = error instanceof RefusedError && error.errorCode === 'IDEMPOTENCY_KEY_REUSED';
  if (already) {
    return (
      <Alert
        type="warning"
        showIcon
        title={t('already_title')}
        description={<Link href="/orders">{t('already_body')}</Link>}
      />
    );
  }
  // Without an answer nobody knows; sent again under the same form key it is still one order.
  const title = t(error instanceof RefusedError ? 'order_failed' : 'order_unknown');
  return <RefusalNotice title={title} error={error} />;
}

function Placed({ order, quote }: { order: BoughtCodes; quote: OrderQuote }) {
  const t = useTranslations('buy_codes');
  const locale = useLocale();
  const amount = formatMoney(order.total_amount, order.currency, locale);
  const changed = !sameAmount(order.total_amount, quote.total_amount);
  return (
    <Alert
      type={changed ? 'warning' : 'success'}
      showIcon
      title={t('placed_title', { order_no: order.order_no })}
      description={changed ? t('price_changed', { amount }) : t('placed_body')}
      action={
        <Button type={changed ? 'primary' : 'default'} href={order.pay_url ?? `/orders/${order.order_no}`}>
          {t('go_pay', { amount })}
        </Button>
      }
    />
  );
}
