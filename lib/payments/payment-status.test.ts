import { expect, test } from 'vitest';
import {
  EFFECTIVE_PAYMENT,
  OPEN_PAYMENT,
  paymentStatus,
  refundStatus,
  UNPAID_ATTEMPT,
} from './payment-status';

test('a success wins over whatever was told before; a failure only ends what is open', () => {
  for (const status of UNPAID_ATTEMPT) expect(paymentStatus.canMove(status, 'COMPLETED')).toBe(true);
  expect(OPEN_PAYMENT).toEqual(['PENDING', 'TIMEOUT']);
  for (const status of EFFECTIVE_PAYMENT) expect(paymentStatus.canMove(status, 'FAILED')).toBe(false);
});

test('a refund that was refused stays refused, one that failed may be tried again', () => {
  expect(refundStatus.nextOf('REJECTED')).toEqual([]);
  expect(refundStatus.nextOf('FAILED')).toEqual(['PROCESSING', 'SUCCEEDED']);
  expect(refundStatus.sourcesOf('SUCCEEDED')).toEqual(['PROCESSING', 'FAILED']);
});
