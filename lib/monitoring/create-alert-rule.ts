import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { ConflictError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { assertSubject, assertTerms } from './assert-rule-terms';
import { FIRST_ERRORS } from './alert-rules';
import type { RuleSetting } from './rule-settings';
import type { CreateRuleInput } from './schema';
import { ruleEntity, writeRule } from './write-rule';

const RULE = 'errors.many';

/**
 * One more rule about errors: those of a code, or of a level.
 * @throws ValidationError for errors that there are not
 * @throws ConflictError VERSION_CONFLICT when somebody has made it in the meantime
 */
export async function createAlertRule(ctx: Ctx, input: CreateRuleInput): Promise<RuleSetting> {
  authorize(ctx, 'monitoring.create-alert-rule');
  assertSubject(input.subject);
  const create = async (tx: Tx) => {
    await tx.db
      .$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`alert-rule/${RULE}/${input.subject}`}, 0))`;
    const where = { rule_subject: { rule: RULE, subject: input.subject } };
    const there = await tx.db.alertRule.findUnique({ where, select: { id: true } });
    if (there || input.subject === FIRST_ERRORS)
      throw new ConflictError('these errors have a rule', { errorCode: 'VERSION_CONFLICT' });
    await assertTerms(tx, RULE, input);
    const after = await writeRule(tx, { ...input, rule: RULE }, 1);
    await recordAudit(tx, {
      action: 'monitoring.create-alert-rule',
      entity: 'alert_rule',
      entityId: ruleEntity(after),
      after,
    });
    return after;
  };
  return inTransaction(ctx, create, { verb: 'monitoring.create-alert-rule', input });
}
