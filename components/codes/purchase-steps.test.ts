import { expect, it } from 'vitest';
import type { OrderQuote } from '@/lib/orders/quote-order';
import { EMPTY_DRAFT, inputOf, isQuantityValid, isStepDone, isTouched, PAY_STEP } from './purchase-steps';

const quote: OrderQuote = {
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
