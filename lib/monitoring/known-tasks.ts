/**
 * Every task of the queue: what happened, what is done about it, and what the clock calls for, with the minutes from one
 * run to the next. The registry of the worker is held to this list by a test.
 */
export const TASKS = {
  'accounts.send-password-link': 'verb',
  'codes.cancel-and-refund': 'verb',
  'codes.charge-order': 'verb',
  'codes.disable-unused-codes': 'verb',
  'codes.issue-codes': 'verb',
  'codes.start-cancel-saga': 'verb',
  'codes.wake-charges': 1,
  'members.accepted': 'fact',
  'members.expire-invitations': 1,
  'members.expire-memberships': 1,
  'members.expired': 'fact',
  'members.finish-removal': 'verb',
  'members.invited': 'fact',
  'members.join-workspace': 'verb',
  'members.leave-workspace': 'verb',
  'members.removed': 'fact',
  'members.send-invitation': 'verb',
  'members.send-invitation-again': 'verb',
  'monitoring.forget-old-rows': 60,
  'monitoring.send-alert-message': 'verb',
  'orders.cancel-unpaid-orders': 1,
  'orders.cancelled': 'fact',
  'payments.carry-out-refund': 'verb',
  'payments.compare-books': 'verb',
  'payments.compare-yesterday': 60,
  'orders.moved': 'fact',
  'payments.forget-refused-events': 60,
  'payments.reconcile-payments': 1,
  'payments.reconcile-refunds': 1,
  'payments.refunded': 'fact',
  'payments.request-order-refund': 'verb',
  'payments.send-sandbox-event': 'verb',
  'payments.settled': 'fact',
  'payments.sweep-events': 1,
  'reports.close-days': 60,
  'webhooks.deliver-event': 'verb',
  'webhooks.forget-old-events': 60,
  'webhooks.tell-member': 'verb',
  'webhooks.tell-order': 'verb',
  'webhooks.tell-owner': 'verb',
  'webhooks.tell-redemption': 'verb',
} as const satisfies Record<string, 'fact' | 'verb' | number>;

export type TaskName = keyof typeof TASKS;
export const TASK_NAMES = Object.keys(TASKS) as TaskName[];

/** What the clock calls for, with the minutes from one run to the next. */
export const CLOCK_TASKS = Object.entries(TASKS).flatMap(([task, minutes]) =>
  typeof minutes === 'number' ? [{ task: task as TaskName, minutes }] : [],
);
