'use client';

import { useLocale, useTranslations } from 'next-intl';
import { alertValues, wordedRule } from '@/lib/monitoring/shape';
import type { ShownAlert } from '@/lib/monitoring/list-alerts';
import { useTaskWords } from './use-task-words';

/** What happened and what to do about it, in the reader's language. */
export function useAlertWords() {
  const t = useTranslations('alerts');
  const locale = useLocale();
  const taskWords = useTaskWords();
  return ({ rule, facts }: Pick<ShownAlert, 'rule' | 'facts'>) => {
    const worded = wordedRule(rule);
    if (!worded) return { what: t('rule.other', { rule }), next: null };
    const values = alertValues(facts, locale, taskWords);
    return { what: t(`rule.${worded}`, values), next: t(`next.${worded}`, values) };
  };
}
