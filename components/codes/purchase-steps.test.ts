import { expect, it } from 'vitest';
import type { CodesQuote } from '@/lib/codes/quote-codes';
import { allProviders } from '@/lib/payments/payment-providers';
import en from '@/messages/en.json' with { type: 'json' };
import {
  EMPTY_DRAFT,
  inputOf,
  isQuantityValid,
  isStepDone,
  isTouched,
  PAY_STEP,
  wayOf,
  whereToPay,
} from './purchase-steps';

const page = { provider: 'sandbox', method: 'sandbox', charged: false };
const card = { provider: 'sandbox', method: 'test_card', charged: true };

const quote: CodesQuote = {
  plan_id: 7,
  plan_name: 'Team',
  quantity: 2,
  unit_price: '10.00',
  total_amount: '20.00',
  currency: 'CNY',
  expected_count: 20,
  code_max_uses: 1,
  expires_days: null,
  validity_days: null,
  pay_within_minutes: 30,
  ways: [page, card],
};
const draft = { plan_id: 7, quantity: 2 };

it('the first step is done with a plan', () => {
  expect(isStepDone(0, EMPTY_DRAFT, undefined)).toBe(false);
  expect(isStepDone(0, { ...EMPTY_DRAFT, plan_id: 7 }, undefined)).toBe(true);
});

it.each([1, PAY_STEP])('step %i needs the price of exactly what was entered', (step) => {
  expect(isStepDone(step, draft, quote)).toBe(true);
  expect(isStepDone(step, draft, undefined)).toBe(false);
  expect(isStepDone(step, { ...draft, quantity: 3 }, quote)).toBe(false);
  expect(isStepDone(step, { ...draft, plan_id: 8 }, quote)).toBe(false);
});

it.each([0, -1, 1001, 2.5, null, Number.NaN])('a quantity of %s is none', (quantity) => {
  expect(isQuantityValid(quantity)).toBe(false);
  expect(inputOf({ plan_id: 7, quantity })).toBeNull();
  expect(isStepDone(1, { plan_id: 7, quantity }, { ...quote, quantity: Number(quantity) })).toBe(false);
});

it.each([1, 1000])('a quantity of %i is one', (quantity) => {
  expect(inputOf({ plan_id: 7, quantity })).toEqual({ plan_id: 7, quantity });
});

it('asks before losing what was entered, and only then', () => {
  expect(isTouched(EMPTY_DRAFT)).toBe(false);
  expect(isTouched({ ...EMPTY_DRAFT, plan_id: 7 })).toBe(true);
  expect(isTouched({ ...EMPTY_DRAFT, quantity: 2 })).toBe(true);
  expect(isTouched({ ...EMPTY_DRAFT, quantity: null })).toBe(true);
});

it('is paid as was chosen, and the usual way where that is not offered', () => {
  expect(wayOf(draft, quote)).toEqual(page);
  expect(wayOf({ ...draft, method: 'test_card' }, quote)).toEqual(card);
  expect(wayOf({ ...draft, method: 'alipay' }, quote)).toEqual(page);
  expect(wayOf(draft, undefined)).toBeUndefined();
});

it('an order that nobody can take money for is not placed', () => {
  expect(isStepDone(PAY_STEP, draft, { ...quote, ways: [] })).toBe(false);
  expect(isStepDone(1, draft, { ...quote, ways: [] })).toBe(true);
});

it('is paid on the page of the provider, or on its own where a card is charged', () => {
  const order = {
    order_no: 'ORD1',
    total_amount: '20.00',
    currency: 'CNY',
    payment_id: 1,
    pay_url: 'https://pay',
  };
  expect(whereToPay(order, page)).toBe('https://pay');
  expect(whereToPay({ ...order, pay_url: null }, card)).toBe('/orders/ORD1?open=card');
  expect(whereToPay({ ...order, pay_url: null }, page)).toBeNull();
});

it('every way to pay has a name', () => {
  const methods = allProviders().flatMap((provider) => provider.methods);
  expect(methods.toSorted()).toEqual(Object.keys(en.way_to_pay.name).toSorted());
});
