import { expect, test } from 'vitest';
import { placeOf } from './alert-place';

const of = (rule: string, key = 'x', facts: Record<string, string | number> = {}) =>
  placeOf({ rule, key, facts })?.href ?? null;
const ORDER = 'ORD2026112900000001';

test.each([
  ['payments.late', ORDER, {}, `/admin/orders/${ORDER}`],
  ['payments.undecided', ORDER, { order_no: ORDER, payment_id: 3 }, `/admin/orders/${ORDER}`],
  // Its order does not exist; what was told can be looked at and replayed.
  ['payments.unmatched', ORDER, { order_no: ORDER, event_id: 5 }, '/admin/payments/events/5'],
  ['payments.unmatched', ORDER, { order_no: ORDER }, null],
  // The process is moved on its own page, not on that of its order.
  ['sagas.stuck', '7', { order_no: ORDER }, '/admin/payments/sagas/7'],
  ['sagas.stuck', '7/../..', {}, '/admin/payments/sagas/7%2F..%2F..'],
  ['members.join_failed', '9', { invitation_id: 4 }, '/admin/members/4'],
  ['errors.many', 'level:ERROR', {}, '/admin/errors'],
  ['outside.circuit_open', 'payments.stripe', {}, '/admin/payments/providers'],
  ['queue.backlog', 'all', {}, '/admin/jobs?state=due'],
  ['webhooks.failing', 'all', {}, null],
])('an alert of %s about %s with %o leads to %s', (rule, key, facts, href) => {
  expect(of(rule, key, facts)).toBe(href);
});

test('whoever may not see the whole place is not led there', () => {
  expect(placeOf({ rule: 'errors.many', key: 'all', facts: {} })?.forAdmins).toBe(true);
  expect(placeOf({ rule: 'sagas.stuck', key: '7', facts: {} })?.forAdmins).toBeUndefined();
});
