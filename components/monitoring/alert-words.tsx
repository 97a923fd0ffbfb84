'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@/lib/money';
import type { ShownAlert } from '@/lib/monitoring/list-alerts';
import { useTaskWords } from './use-task-words';

const WORDED = [
  'payments_unmatched',
  'payments_mismatch',
  'payments_transaction_reused',
  'payments_late',
  'payments_excess',
  'codes_issue_failed',
  'members_join_failed',
  'members_leave_failed',
  'mails_not_delivered',
  'queue_job_given_up',
  'queue_backlog',
] as const;

/** What happened and what to do about it, in the reader's language. */
export function useAlertWords() {
  const t = useTranslations('alerts');
  const locale = useLocale();
  const taskWords = useTaskWords();
  const money = (amount: unknown, currency: unknown) =>
    typeof amount === 'string' && typeof currency === 'string' ? formatMoney(amount, currency, locale) : '–';
  return ({ rule, facts }: Pick<ShownAlert, 'rule' | 'facts'>) => {
    const worded = WORDED.find((name) => name === rule.replace('.', '_'));
    if (!worded) return { what: t('rule.other', { rule }), next: null };
    const values = {
      amount: money(facts.amount, facts.currency),
      expected: money(facts.expected_amount, facts.expected_currency),
      attempts: Number(facts.fulfillment_attempts ?? facts.attempts ?? 0),
      task: taskWords(String(facts.task ?? '')),
      jobs: Number(facts.jobs ?? 0),
      minutes: Number(facts.minutes ?? 0),
      answer: String(facts.answer ?? ''),
      email: String(facts.email ?? ''),
      account: String(facts.account ?? ''),
    };
    return { what: t(`rule.${worded}`, values), next: t(`next.${worded}`) };
  };
}

/** The order an alert is about, where there is one. */
export function orderOf({ rule, key, facts }: Pick<ShownAlert, 'rule' | 'key' | 'facts'>) {
  if (rule === 'payments.unmatched') return null;
  const orderNo = facts.order_no ?? key;
  return typeof orderNo === 'string' && /^ORD\d{16}$/.test(orderNo) ? orderNo : null;
}
