import type { Ctx } from '../context';
import { ERROR_CODES } from '../error-catalogue';
import { authorize } from '../permissions';
import { REPEAT, termsOf, type RuleTerms } from './alert-rules';
import { firstSubject, initialSetting, ruleSettings, type RuleSetting } from './rule-settings';

export type ShownRule = RuleSetting & {
  by: RuleTerms['by'];
  bounds: { threshold: [number, number] | null; window: [number, number] | null; repeat: [number, number] };
  /** It is another than the defaults. */
  changed: boolean;
  /** An admin has made it, about some errors; it can be taken away. */
  own: boolean;
};

/** Every rule with its bounds and what holds now. */
export async function listAlertRules(ctx: Ctx): Promise<ShownRule[]> {
  authorize(ctx, 'monitoring.view-alert-rules');
  return (await ruleSettings(ctx)).map(shown);
}

function shown(setting: RuleSetting): ShownRule {
  const { by, threshold, window } = termsOf(setting.rule);
  return {
    ...setting,
    by,
    bounds: {
      threshold: threshold ? [threshold.least, threshold.most] : null,
      window: window ? [window.least, window.most] : null,
      repeat: [REPEAT.least, REPEAT.most],
    },
    changed: setting.version > 0,
    own: setting.subject !== firstSubject(setting.rule),
  };
}

/** What a new rule about errors begins as. */
export const modelRule = () => shown(initialSetting('errors.many'));

/** The errors that no rule counts yet. */
export function possibleSubjects(rules: ShownRule[]) {
  const all = ['all', 'level:WARNING', ...[...ERROR_CODES].sort().map((code) => `code:${code}`)];
  return all.filter(
    (subject) => !rules.some((rule) => rule.rule === 'errors.many' && rule.subject === subject),
  );
}
