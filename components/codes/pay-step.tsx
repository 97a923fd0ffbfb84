'use client';

import { Alert, Button, Flex } from 'antd';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { RefusedError } from '@/components/ui/answers';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import type { BoughtCodes } from '@/lib/codes/buy-codes';
import type { CodesQuote } from '@/lib/codes/quote-codes';
import { formatMoney, sameAmount } from '@/lib/money';
import type { WayToPay } from '@/lib/payments/list-ways-to-pay';
import { whereToPay } from './purchase-steps';
import { QuoteSummary } from './quote-summary';
import { WaysToPay } from './ways-to-pay';

type PayStepProps = {
  quote: CodesQuote | undefined;
  way: WayToPay | undefined;
  choose: (method: string) => void;
  placing: boolean;
  placed: BoughtCodes | undefined;
  error: unknown;
};

/** A last look before the order is placed, and how it is to be paid; afterwards, the way to where it is paid. */
export function PayStep({ quote, way, choose, placing, placed, error }: PayStepProps) {
  const t = useTranslations('buy_codes');
  const ways = quote?.ways ?? [];
  return (
    <Flex vertical gap={16}>
      {placed && quote && <Placed order={placed} quote={quote} way={way} />}
      {!placed && <Problem error={error} />}
      <QuoteSummary quote={quote} pricing={false} />
      {!placed && ways.length > 1 && (
        <WaysToPay ways={ways} chosen={way?.method} choose={choose} disabled={placing} />
      )}
      {!placed && quote && !way && (
        <Alert type="error" showIcon title={t('no_way_title')} description={t('no_way_body')} />
      )}
      {!placed && way && (
        <Alert
          type="info"
          showIcon
          title={t(way.charged ? 'charge_title' : 'pay_title')}
          description={t('pay_body')}
        />
      )}
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

type PlacedProps = { order: BoughtCodes; quote: CodesQuote; way: WayToPay | undefined };

function Placed({ order, quote, way }: PlacedProps) {
  const t = useTranslations('buy_codes');
  const locale = useLocale();
  const amount = formatMoney(order.total_amount, order.currency, locale);
  const changed = !sameAmount(order.total_amount, quote.total_amount);
  const page = whereToPay(order, way);
  const leaves = page && !changed;
  return (
    <Alert
      type={leaves ? 'success' : 'warning'}
      showIcon
      title={t('placed_title', { order_no: order.order_no })}
      description={
        leaves ? (
          t(way?.charged ? 'placed_charge_body' : 'placed_body')
        ) : (
          <Flex vertical>
            {changed && <span>{t('price_changed', { amount })}</span>}
            {!page && <span>{t('no_page_body')}</span>}
          </Flex>
        )
      }
      action={
        <Button type={leaves ? 'default' : 'primary'} href={page ?? `/orders/${order.order_no}`}>
          {page ? t('go_pay', { amount }) : t('go_order')}
        </Button>
      }
    />
  );
}
