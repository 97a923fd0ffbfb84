import type { Tx } from '../context';
import { userIdOf } from '../permissions';
import { settingOf, withChannels, type RuleSetting } from './rule-settings';

type Written = Omit<RuleSetting, 'version'>;

/** Writes the row of a rule and the channels it names. */
export async function writeRule(tx: Tx, setting: Written, version: number): Promise<RuleSetting> {
  const { rule, subject, channel_ids } = setting;
  const data = {
    enabled: setting.enabled,
    threshold: setting.threshold,
    windowMinutes: setting.window_minutes,
    repeatMinutes: setting.repeat_minutes,
    severity: setting.severity,
    allChannels: channel_ids === null,
    version,
    updatedBy: userIdOf(tx),
  };
  const { id } = await tx.db.alertRule.upsert({
    where: { rule_subject: { rule, subject } },
    create: { rule, subject, ...data },
    update: data,
    select: { id: true },
  });
  await tx.db.alertRuleChannel.deleteMany({ where: { ruleId: id } });
  const channels = [...new Set(channel_ids ?? [])].map((channelId) => ({ ruleId: id, channelId }));
  if (channels.length) await tx.db.alertRuleChannel.createMany({ data: channels });
  const row = await tx.db.alertRule.findUniqueOrThrow({ where: { id }, include: withChannels });
  return settingOf(row);
}

/** What the audit calls a rule. */
export const ruleEntity = ({ rule, subject }: RuleSetting) => (subject ? `${rule}/${subject}` : rule);
