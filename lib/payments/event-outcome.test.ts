import { expect, test } from 'vitest';
import { OrderPaymentStatus, OrderStatus, PaymentStatus } from '../generated/prisma/enums';
import { outcomeOf, type Attempt, type PayableOrder } from './event-outcome';
import type { PaymentReport } from './providers/provider';

const ORDER: PayableOrder = {
  id: 1,
  status: 'PENDING',
  payment_status: 'UNPAID',
  total_amount: '10.00',
  currency: 'CNY',
};
const ATTEMPT: Attempt = { id: 5, order_id: 1, amount: '10.00', currency: 'CNY', status: 'PENDING' };
const SUCCESS: PaymentReport = {
  kind: 'succeeded',
  order_no: 'ORD1',
  payment_id: 5,
  transaction_id: 't',
  amount: '10.00',
  currency: 'CNY',
};
const FAILURE: PaymentReport = { ...SUCCESS, kind: 'failed' };

test('a success pays any order that is not paid and not cancelled, whatever was said of the attempt before', () => {
  for (const status of Object.values(OrderStatus)) {
    for (const told of ['PENDING', 'TIMEOUT', 'FAILED'] as const) {
      const outcome = outcomeOf(SUCCESS, {
        order: { ...ORDER, status },
        attempt: { ...ATTEMPT, status: told },
      });
      expect(outcome).toBe(status === 'CANCELLED' ? 'LATE' : 'SETTLED');
    }
  }
});

test('once money has come, another transaction is one too many, also when it went back or the order is cancelled', () => {
  for (const payment_status of Object.values(OrderPaymentStatus).filter((status) => status !== 'UNPAID')) {
    for (const status of Object.values(OrderStatus)) {
      expect(outcomeOf(SUCCESS, { order: { ...ORDER, status, payment_status }, attempt: ATTEMPT })).toBe(
        'EXCESS',
      );
    }
  }
});

test('a transaction that is known says nothing new, unless it is another order’s', () => {
  const order = { ...ORDER, payment_status: 'PAID' } as const;
  expect(outcomeOf(SUCCESS, { order, attempt: ATTEMPT, transactionOrderId: 1 })).toBe('NO_CHANGE');
  expect(outcomeOf(SUCCESS, { order, attempt: ATTEMPT, transactionOrderId: 2 })).toBe('MISMATCH');
});

test('a failure moves what is open, and nothing else', () => {
  for (const status of Object.values(PaymentStatus)) {
    const isOpen = status === 'PENDING' || status === 'TIMEOUT';
    expect(outcomeOf(FAILURE, { order: ORDER, attempt: { ...ATTEMPT, status } })).toBe(
      isOpen ? 'FAILED' : 'NO_CHANGE',
    );
  }
});

test.each([
  ['10', 'SETTLED'],
  ['10.0', 'SETTLED'],
  ['10.01', 'MISMATCH'],
  ['9.99', 'MISMATCH'],
  ['1000', 'MISMATCH'],
])('asked for 10.00, told %s: %s', (amount, outcome) => {
  expect(outcomeOf({ ...SUCCESS, amount }, { order: ORDER, attempt: ATTEMPT })).toBe(outcome);
});

test('amount and currency are the order’s and the attempt’s', () => {
  expect(outcomeOf({ ...SUCCESS, currency: 'USD' }, { order: ORDER, attempt: ATTEMPT })).toBe('MISMATCH');
  expect(outcomeOf(SUCCESS, { order: { ...ORDER, total_amount: '11.00' }, attempt: ATTEMPT })).toBe(
    'MISMATCH',
  );
  expect(outcomeOf(SUCCESS, { order: ORDER, attempt: { ...ATTEMPT, amount: '11.00' } })).toBe('MISMATCH');
});

test('without an order, or an attempt of it, nothing is matched', () => {
  expect(outcomeOf(SUCCESS, {})).toBe('UNMATCHED');
  expect(outcomeOf(FAILURE, { order: ORDER })).toBe('UNMATCHED');
});
