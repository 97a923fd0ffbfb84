import type { AlertRule } from '../alerts';
import type { AlertSeverity } from '../generated/prisma/enums';

type Bounds = { least: number; most: number; initial: number };

export type RuleTerms = {
  /** "watch": looked for every minute, and over by itself. "verb": a verb meets it, and it is over once it is dealt with. */
  by: 'watch' | 'verb';
  severity: AlertSeverity;
  /** How many it takes. */
  threshold?: Bounds;
  /** Within how many minutes, or for how long. */
  window?: Bounds;
};

const from = (least: number, most: number, initial: number): Bounds => ({ least, most, initial });
const met = (severity: AlertSeverity = 'WARNING') => ({ by: 'verb', severity }) as const;
const watched = (severity: AlertSeverity, window?: Bounds, threshold?: Bounds) =>
  ({ by: 'watch', severity, window, threshold }) as const;

/** Every rule with its bounds and what holds until an admin says otherwise. */
export const RULES = {
  'codes.issue_failed': met('CRITICAL'),
  'errors.many': watched('WARNING', from(1, 1_440, 10), from(1, 100_000, 20)),
  'mails.not_delivered': met(),
  'members.join_failed': met(),
  'members.leave_failed': met(),
  'outside.circuit_open': watched('WARNING', from(1, 1_440, 5)),
  'payments.comparison_failed': met('CRITICAL'),
  'payments.differences': watched('CRITICAL', undefined, from(1, 10_000, 1)),
  'payments.excess': met(),
  'payments.late': met(),
  'payments.mismatch': met('CRITICAL'),
  'payments.refund_awaits_approval': met(),
  'payments.refund_contradicted': met('CRITICAL'),
  'payments.refund_failed': met('CRITICAL'),
  'payments.transaction_reused': met('CRITICAL'),
  // A page of a provider may be paid for a day; what is asked about is answered within the hour after.
  'payments.undecided': watched('WARNING', from(60, 10_080, 1_560)),
  'payments.unmatched': met(),
  'queue.backlog': watched('WARNING', from(1, 1_440, 5), from(1, 10_000, 5_000)),
  'queue.job_given_up': met(),
  // One that waits for somebody else looks at least every five minutes, and that is a sign of life.
  'sagas.stuck': watched('CRITICAL', from(10, 1_440, 30)),
  'webhooks.failing': watched('WARNING', from(1, 1_440, 60), from(1, 100_000, 5)),
} as const satisfies Record<AlertRule, RuleTerms>;

export const ALERT_RULES = Object.keys(RULES) as AlertRule[];
export type WatchedRule = {
  [R in AlertRule]: (typeof RULES)[R]['by'] extends 'watch' ? R : never;
}[AlertRule];

export const termsOf = (rule: AlertRule): RuleTerms => RULES[rule];

/** While an alert is open, people are told again after so many minutes. */
export const REPEAT: Bounds = from(5, 10_080, 60);

/** Failures that nobody expected: what a rule about errors counts unless it says otherwise. */
export const FIRST_ERRORS = 'level:ERROR';
const SUBJECT = /^(?:all|level:(ERROR|WARNING)|code:([A-Z][A-Z_]{1,60}))$/;

export type ErrorSubject = { level?: 'ERROR' | 'WARNING'; code?: string };

/** Which errors a rule counts, as its subject says: all, those of a level, those of a code. Undefined when it is none. */
export function errorSubject(subject: string): ErrorSubject | undefined {
  const [known, level, code] = SUBJECT.exec(subject) ?? [];
  if (known === undefined) return undefined;
  return { level: level as ErrorSubject['level'], code };
}
