import type { AlertRule } from '../alerts';
import type { Ctx } from '../context';
import type { Prisma } from '../db';
import type { AlertSeverity } from '../generated/prisma/enums';
import { ALERT_RULES, errorSubject, FIRST_ERRORS, REPEAT, termsOf } from './alert-rules';

/** What holds for a rule now. */
export type RuleSetting = {
  rule: AlertRule;
  /** Which errors are counted, of a rule about errors; else empty. */
  subject: string;
  enabled: boolean;
  threshold: number | null;
  window_minutes: number | null;
  repeat_minutes: number;
  severity: AlertSeverity;
  /** Null: every channel, those to come included. */
  channel_ids: number[] | null;
  /** 0: nobody has changed it. */
  version: number;
};

export const firstSubject = (rule: AlertRule) => (rule === 'errors.many' ? FIRST_ERRORS : '');

/** What holds for a rule that nobody has changed. */
export function initialSetting(rule: AlertRule, subject = firstSubject(rule)): RuleSetting {
  const { severity, threshold, window } = termsOf(rule);
  return {
    rule,
    subject,
    enabled: true,
    threshold: threshold?.initial ?? null,
    window_minutes: window?.initial ?? null,
    repeat_minutes: REPEAT.initial,
    severity,
    channel_ids: null,
    version: 0,
  };
}

export const withChannels = {
  channels: { select: { channelId: true }, orderBy: { channelId: 'asc' } },
} as const satisfies Prisma.AlertRuleInclude;

/** A row as it holds; the defaults stand in for what it does not say. */
export function settingOf(row: Prisma.AlertRuleGetPayload<{ include: typeof withChannels }>): RuleSetting {
  const rule = row.rule as AlertRule;
  const { threshold, window_minutes } = initialSetting(rule);
  return {
    rule,
    subject: row.subject,
    enabled: row.enabled,
    threshold: threshold === null ? null : (row.threshold ?? threshold),
    window_minutes: window_minutes === null ? null : (row.windowMinutes ?? window_minutes),
    repeat_minutes: row.repeatMinutes,
    severity: row.severity,
    channel_ids: row.allChannels ? null : row.channels.map(({ channelId }) => channelId),
    version: row.version,
  };
}

/** Every rule as it holds now, in the order of their names; those about errors with all that they count. */
export async function ruleSettings({ db }: Pick<Ctx, 'db'>): Promise<RuleSetting[]> {
  const rows = await db.alertRule.findMany({
    include: withChannels,
    orderBy: [{ rule: 'asc' }, { id: 'asc' }],
  });
  // A rule that another version knew is nobody's now.
  const kept = rows.filter(
    ({ rule, subject }) =>
      (ALERT_RULES as string[]).includes(rule) && (rule !== 'errors.many' || errorSubject(subject)),
  );
  return ALERT_RULES.flatMap((rule) => {
    const own = kept.filter((row) => row.rule === rule).map(settingOf);
    const first = firstSubject(rule);
    const main = own.find(({ subject }) => subject === first) ?? initialSetting(rule);
    return [main, ...own.filter(({ subject }) => subject !== first)];
  });
}

/** The setting that an alert goes by. */
export function settingFor(settings: RuleSetting[], { rule, key }: { rule: string; key: string }) {
  const own = settings.filter((setting) => setting.rule === rule);
  return own.find(({ subject }) => subject === key) ?? own[0];
}
