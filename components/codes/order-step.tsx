'use client';

import { Flex, InputNumber } from 'antd';
import { useTranslations } from 'next-intl';
import { RefusedError } from '@/components/ui/answers';
import { FormField } from '@/components/ui/form-field';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import type { OrderQuote } from '@/lib/orders/quote-order';
import { MAX_CODES, MAX_QUANTITY } from '@/lib/orders/schema';
import { isQuantityValid, type Draft } from './purchase-steps';
import { QuoteSummary } from './quote-summary';

type OrderStepProps = {
  quantity: Draft['quantity'];
  setQuantity: (quantity: Draft['quantity']) => void;
  quote: OrderQuote | undefined;
  /** The quote is not yet the one for this quantity. */
  pricing: boolean;
  error: unknown;
  retry: () => void;
};

/** How many, and the server's word on what that is and costs. */
export function OrderStep({ quantity, setQuantity, quote, pricing, error, retry }: OrderStepProps) {
  const t = useTranslations('buy_codes');
  const tooMany = error instanceof RefusedError && error.errorCode === 'TOO_MANY_CODES';
  // What a plan holds is known with its first price.
  const codesEach = quote ? quote.expected_count / quote.quantity : 1;
  const most = Math.min(MAX_QUANTITY, Math.floor(MAX_CODES / codesEach));
  const outOfRange = !isQuantityValid(quantity) && t('quantity_invalid', { most });
  return (
    <Flex vertical gap={16}>
      <FormField
        label={t('quantity')}
        help={t('quantity_help', { most })}
        error={outOfRange || (tooMany && error.message)}
      >
        {(ids) => (
          // Given limits, the field would keep what lies outside of them to itself: it is said beside it instead.
          <InputNumber {...ids} mode="spinner" value={quantity} onChange={setQuantity} inputMode="numeric" />
        )}
      </FormField>
      {Boolean(error) && !tooMany && <RefusalNotice title={t('quote_failed')} error={error} retry={retry} />}
      {!error && <QuoteSummary quote={quote} pricing={pricing} />}
    </Flex>
  );
}
