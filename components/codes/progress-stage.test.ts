import { expect, it } from 'vitest';
import { percentOf, stageOf, type Progressing } from './progress-stage';

const order: Progressing = {
  status: 'confirmed',
  payment_status: 'paid',
  fulfillment_status: 'processing',
  fulfillment_attempts: 0,
  delivered_count: 0,
  expected_count: 1000,
};

it.each([
  ['unpaid', { status: 'pending', payment_status: 'unpaid', fulfillment_status: 'pending' }],
  ['starting', { fulfillment_status: 'pending' }],
  ['processing', {}],
  ['retrying', { fulfillment_attempts: 1 }],
  ['failed', { fulfillment_status: 'failed', fulfillment_attempts: 3 }],
  ['completed', { status: 'completed', fulfillment_status: 'completed' }],
  ['cancelled', { status: 'cancelled', payment_status: 'unpaid', fulfillment_status: 'pending' }],
  ['cancelled', { status: 'cancelled', fulfillment_status: 'processing' }],
] as const)('is %s', (stage, changes) => {
  expect(stageOf({ ...order, ...changes })).toBe(stage);
});

it('says a hundred percent only when every code is there', () => {
  expect(percentOf({ ...order, delivered_count: 999 })).toBe(99);
  expect(percentOf({ ...order, delivered_count: 1000 })).toBe(100);
  expect(percentOf({ ...order, delivered_count: 999_999, expected_count: 1_000_000 })).toBe(99);
});
