'use client';

import { Form, InputNumber } from 'antd';
import { useTranslations } from 'next-intl';
import { RefusedError } from '@/components/ui/answers';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import type { OrderQuote } from '@/lib/orders/quote-order';
import { MAX_QUANTITY } from '@/lib/orders/schema';
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
  const problem = quantityProblem();
  return (
    <>
      <Form layout="vertical" component="div">
        <Form.Item
          label={t('quantity')}
          htmlFor="quantity"
          validateStatus={problem ? 'error' : undefined}
          help={<span id="quantity-help">{problem ?? t('quantity_help', { most: MAX_QUANTITY })}</span>}
        >
          <InputNumber
            id="quantity"
            value={quantity}
            onChange={setQuantity}
            inputMode="numeric"
            aria-invalid={Boolean(problem)}
            aria-describedby="quantity-help"
          />
        </Form.Item>
      </Form>
      {Boolean(error) && !tooMany && <RefusalNotice title={t('quote_failed')} error={error} retry={retry} />}
      {!error && <QuoteSummary quote={quote} pricing={pricing} />}
    </>
  );

  function quantityProblem() {
    if (!isQuantityValid(quantity)) return t('quantity_invalid', { most: MAX_QUANTITY });
    return tooMany ? error.message : undefined;
  }
}
