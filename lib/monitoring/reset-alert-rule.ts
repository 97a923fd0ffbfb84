import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { isFirst, knownRule } from './assert-rule-terms';
import { settingOf, withChannels } from './rule-settings';
import type { RuleInput } from './schema';
import { ruleEntity } from './write-rule';

/**
 * Puts a rule back to its defaults; one that an admin has made is gone. Doing it again changes nothing.
 * @throws ResourceNotFoundError
 */
export async function resetAlertRule(ctx: Ctx, { rule: name, subject }: RuleInput): Promise<RuleInput> {
  authorize(ctx, 'monitoring.reset-alert-rule');
  const rule = knownRule(name);
  return inTransaction(ctx, async (tx) => {
    const where = { rule_subject: { rule, subject } };
    const row = await tx.db.alertRule.findUnique({ where, include: withChannels });
    if (!row && !isFirst(rule, subject)) throw new ResourceNotFoundError('alert_rule', `${rule} ${subject}`);
    const { count } = await tx.db.alertRule.deleteMany({ where: { rule, subject } });
    if (row && count > 0) {
      const before = settingOf(row);
      await recordAudit(tx, {
        action: 'monitoring.reset-alert-rule',
        entity: 'alert_rule',
        entityId: ruleEntity(before),
        before,
      });
    }
    return { rule, subject };
  });
}
