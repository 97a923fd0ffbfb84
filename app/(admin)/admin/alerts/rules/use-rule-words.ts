'use client';

import { useTranslations } from 'next-intl';
import type { ShownRule } from '@/lib/monitoring/list-alert-rules';
import { wordedRule } from '@/lib/monitoring/shape';

type Terms = { rule: string; subject: string; threshold: number | null; window_minutes: number | null };

/** A rule in words: its name, and when it tells. */
export function useRuleWords() {
  const t = useTranslations('alert_rules');

  /** Which errors a rule counts, in words. */
  const errorsOf = (subject: string) => {
    const [kind, what = ''] = subject.split(':');
    if (kind === 'code') return t('code', { code: what });
    if (kind === 'level') return t(what === 'WARNING' ? 'level_WARNING' : 'level_ERROR');
    return t('all_errors');
  };

  const nameOf = ({ rule, subject }: Pick<ShownRule, 'rule' | 'subject'>) => {
    const worded = wordedRule(rule);
    const name = worded ? t(`name.${worded}`) : rule;
    return subject ? t('name_of', { name, errors: errorsOf(subject) }) : name;
  };

  const whenOf = ({ rule, subject, threshold, window_minutes: minutes }: Terms) => {
    const worded = wordedRule(rule);
    if (!worded) return '';
    const [kind = '', error = ''] = subject.split(':');
    const values = {
      kind: kind === 'level' ? error : kind,
      error,
      threshold: threshold ?? 0,
      minutes: minutes ?? 0,
    };
    return t(`when.${worded}`, values);
  };

  return { nameOf, whenOf, errorsOf };
}
