import type { ShownRule } from '@/lib/monitoring/list-alert-rules';

export type RuleDraft = Record<
  'subject' | 'enabled' | 'threshold' | 'window' | 'repeat' | 'severity' | 'channels',
  string
>;

export const ALL = 'all';

export const draftOf = (rule: ShownRule): RuleDraft => ({
  subject: rule.subject,
  enabled: rule.enabled ? 'on' : 'off',
  threshold: String(rule.threshold ?? ''),
  window: String(rule.window_minutes ?? ''),
  repeat: String(rule.repeat_minutes),
  severity: rule.severity,
  channels: rule.channel_ids === null ? ALL : rule.channel_ids.join(','),
});

/** All channels are not some of them: choosing the one takes the other back. */
export function followChannels(draft: RuleDraft, typed: keyof RuleDraft, before: RuleDraft): RuleDraft {
  if (typed !== 'channels') return draft;
  const chosen = draft.channels.split(',').filter(Boolean);
  const wasAll = before.channels === ALL;
  if (chosen.includes(ALL) && !wasAll) return { ...draft, channels: ALL };
  return { ...draft, channels: chosen.filter((one) => one !== ALL).join(',') };
}

export function termsOf(draft: RuleDraft, { bounds }: Pick<ShownRule, 'bounds'>) {
  return {
    enabled: draft.enabled === 'on',
    threshold: bounds.threshold ? Number(draft.threshold) : null,
    window_minutes: bounds.window ? Number(draft.window) : null,
    repeat_minutes: Number(draft.repeat),
    severity: draft.severity as ShownRule['severity'],
    channel_ids: draft.channels === ALL ? null : draft.channels.split(',').filter(Boolean).map(Number),
  };
}

export function isWithin(value: string, [least, most]: [number, number]) {
  return /^\d{1,7}$/.test(value) && Number(value) >= least && Number(value) <= most;
}
