/**
 * Every task of the queue: what happened, what is done about it, and what the clock calls for, with the minutes from one
 * run to the next. The registry of the worker is held to this list by a test.
 */
export const TASKS = {
  'accounts.send-password-link': 'verb',
  'codes.disable-unused-codes': 'verb',
  'codes.issue-codes': 'verb',
  'members.accepted': 'fact',
  'members.expire-invitations': 1,
  'members.expire-memberships': 1,
  'members.expired': 'fact',
  'members.finish-removal': 'verb',
  'members.invited': 'fact',
  'members.join-workspace': 'verb',
  'members.leave-workspace': 'verb',
  'members.send-invitation': 'verb',
  'members.send-invitation-again': 'verb',
  'monitoring.forget-old-rows': 60,
  'orders.cancel-unpaid-orders': 1,
  'orders.cancelled': 'fact',
  'payments.forget-refused-events': 60,
  'payments.reconcile-payments': 1,
  'payments.request-refund': 'verb',
  'payments.send-sandbox-event': 'verb',
  'payments.settled': 'fact',
  'payments.sweep-events': 1,
  'reports.close-days': 60,
} as const satisfies Record<string, 'fact' | 'verb' | number>;

export type TaskName = keyof typeof TASKS;
export const TASK_NAMES = Object.keys(TASKS) as TaskName[];

/** What the clock calls for, with the minutes from one run to the next. */
export const CLOCK_TASKS = Object.entries(TASKS).flatMap(([task, minutes]) =>
  typeof minutes === 'number' ? [{ task: task as TaskName, minutes }] : [],
);
