import { expect, test } from 'vitest';
import { FulfillmentStatus, OrderPaymentStatus, OrderStatus } from '../generated/prisma/enums';
import { fulfillmentStatus, orderPaymentStatus, orderStatus } from './order-status';

test('an order can be cancelled until it is delivered', () => {
  expect(orderStatus.sourcesOf('CANCELLED')).toEqual(['PENDING', 'CONFIRMED', 'SHIPPED']);
});

test('an order ends completed or cancelled, and begins nowhere else than pending', () => {
  const ends = Object.values(OrderStatus).filter((status) => orderStatus.nextOf(status).length === 0);
  expect(ends).toEqual(['COMPLETED', 'CANCELLED']);
  expect(orderStatus.sourcesOf('PENDING')).toEqual([]);
  expect(orderStatus.sourcesOf('COMPLETED')).toEqual(['CONFIRMED', 'DELIVERED']);
});

test('money and fulfilment never go back', () => {
  expect(orderPaymentStatus.sourcesOf('UNPAID')).toEqual([]);
  expect(orderPaymentStatus.nextOf('REFUNDED')).toEqual([]);
  expect(fulfillmentStatus.nextOf('COMPLETED')).toEqual([]);
  expect(
    Object.values(OrderPaymentStatus).filter((status) => orderPaymentStatus.canMove('UNPAID', status)),
  ).toEqual(['PAID']);
  expect(
    Object.values(FulfillmentStatus).filter((status) => fulfillmentStatus.canMove('FAILED', status)),
  ).toEqual(['PROCESSING']);
});
