import { formatMoney } from '../money';

const WORDED = [
  'codes_issue_failed',
  'errors_many',
  'mails_not_delivered',
  'members_join_failed',
  'members_leave_failed',
  'outside_circuit_open',
  'payments_comparison_failed',
  'payments_differences',
  'payments_excess',
  'payments_late',
  'payments_mismatch',
  'payments_refund_awaits_approval',
  'payments_refund_contradicted',
  'payments_refund_failed',
  'payments_transaction_reused',
  'payments_undecided',
  'payments_unmatched',
  'queue_backlog',
  'queue_job_given_up',
  'sagas_stuck',
  'webhooks_failing',
] as const;
export type WordedRule = (typeof WORDED)[number];

/** The rule as the catalogues name it: a dot would open a level there. Undefined: another version's. */
export function wordedRule(rule: string): WordedRule | undefined {
  return WORDED.find((name) => name === rule.replace('.', '_'));
}

export type AlertFacts = Record<string, string | number | null>;

/** What the words about an alert ask for, whichever rule it is of. */
export function alertValues(facts: AlertFacts, locale: string, taskWords: (task: string) => string) {
  const money = (amount: unknown, currency: unknown) =>
    typeof amount === 'string' && typeof currency === 'string' ? formatMoney(amount, currency, locale) : '–';
  const text = (name: string) => String(facts[name] ?? '');
  const number = (name: string) => Number(facts[name] ?? 0);
  return {
    amount: money(facts.amount, facts.currency),
    expected: money(facts.expected_amount, facts.expected_currency),
    attempts: Number(facts.fulfillment_attempts ?? facts.attempts ?? 0),
    task: taskWords(text('task')),
    jobs: number('jobs'),
    minutes: number('minutes'),
    count: number('count') || number('differences'),
    answer: text('answer'),
    email: text('email'),
    account: text('account'),
    name: text('name'),
    // A dot would end the word by which messages choose.
    system: text('name').replace('.', '_'),
    day: text('day'),
    kind: text('kind'),
    step: text('step'),
    error: text('error_code') || text('error'),
    subject: text('subject'),
    saga: text('saga_id'),
  };
}

/** The order an alert is about, where there is one. */
export function orderOf({ rule, key, facts }: { rule: string; key: string; facts: AlertFacts }) {
  if (rule === 'payments.unmatched') return null;
  const orderNo = facts.order_no ?? key;
  return typeof orderNo === 'string' && /^ORD\d{16}$/.test(orderNo) ? orderNo : null;
}

export const CHANNEL_KINDS = ['SLACK', 'DINGTALK', 'WEBHOOK'] as const;

export const CHANNEL_LOCALES = ['en', 'zh-CN'] as const;

export const SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;
