import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { ConflictError, ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { assertTerms, isFirst, knownRule } from './assert-rule-terms';
import { initialSetting, settingOf, withChannels, type RuleSetting } from './rule-settings';
import type { ChangeRuleInput } from './schema';
import { ruleEntity, writeRule } from './write-rule';

/**
 * Sets when, how urgently and where people are told of something. It holds from the next look on, within a minute.
 * @throws ResourceNotFoundError for a rule about errors that nobody has made
 * @throws ConflictError VERSION_CONFLICT when it is no longer what the admin saw
 */
export async function changeAlertRule(ctx: Ctx, input: ChangeRuleInput): Promise<RuleSetting> {
  authorize(ctx, 'monitoring.change-alert-rule');
  const rule = knownRule(input.rule);
  const { subject, version } = input;
  return inTransaction(ctx, async (tx) => {
    // A rule that nobody has changed yet has no row to lock.
    await tx.db
      .$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`alert-rule/${rule}/${subject}`}, 0))`;
    const before = await settingBefore(tx, input);
    if (before.version !== version)
      throw new ConflictError('somebody else changed the rule', { errorCode: 'VERSION_CONFLICT' });
    await assertTerms(tx, rule, input);
    const after = await writeRule(tx, { ...input, rule }, version + 1);
    await recordAudit(tx, {
      action: 'monitoring.change-alert-rule',
      entity: 'alert_rule',
      entityId: ruleEntity(after),
      before,
      after,
    });
    return after;
  });
}

async function settingBefore(tx: Tx, input: ChangeRuleInput): Promise<RuleSetting> {
  const rule = knownRule(input.rule);
  const { subject } = input;
  const row = await tx.db.alertRule.findUnique({
    where: { rule_subject: { rule, subject } },
    include: withChannels,
  });
  if (row) return settingOf(row);
  if (isFirst(rule, subject)) return initialSetting(rule);
  throw new ResourceNotFoundError('alert_rule', `${rule} ${subject}`);
}
