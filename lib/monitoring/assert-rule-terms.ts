import type { AlertRule } from '../alerts';
import { ERROR_CODES } from '../error-catalogue';
import { ResourceNotFoundError, ValidationError } from '../errors';
import type { Tx } from '../context';
import { ALERT_RULES, errorSubject, termsOf } from './alert-rules';
import { firstSubject } from './rule-settings';
import type { ChangeRuleInput } from './schema';

/** The rule of this name. @throws ResourceNotFoundError */
export function knownRule(rule: string): AlertRule {
  const known = ALERT_RULES.find((one) => one === rule);
  if (!known) throw new ResourceNotFoundError('alert_rule', rule);
  return known;
}

/** @throws ValidationError for errors that no rule can count */
export function assertSubject(subject: string) {
  const { code } = errorSubject(subject) ?? {};
  const isKnown = code === undefined || (ERROR_CODES as readonly string[]).includes(code);
  if (!errorSubject(subject) || !isKnown)
    throw new ValidationError(`no errors are called ${subject}`, 'subject');
}

type Terms = Pick<ChangeRuleInput, 'threshold' | 'window_minutes' | 'channel_ids'>;

/** Holds what is to be set to what the rule has, and its channels to those that there are. @throws ValidationError */
export async function assertTerms(
  tx: Tx,
  rule: AlertRule,
  { threshold, window_minutes, channel_ids }: Terms,
) {
  const terms = termsOf(rule);
  for (const [field, bounds, value] of [
    ['threshold', terms.threshold, threshold],
    ['window_minutes', terms.window, window_minutes],
  ] as const) {
    const fits = bounds ? value !== null && value >= bounds.least && value <= bounds.most : value === null;
    if (!fits) throw new ValidationError(`${rule} has no such ${field}`, field);
  }
  if (!channel_ids?.length) return;
  const there = await tx.db.alertChannel.count({ where: { id: { in: channel_ids }, deletedAt: null } });
  if (there !== new Set(channel_ids).size) throw new ValidationError('no such channel', 'channel_ids');
}

export const isFirst = (rule: AlertRule, subject: string) => subject === firstSubject(rule);
