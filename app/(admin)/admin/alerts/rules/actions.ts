'use server';

import { changeAlertRule } from '@/lib/monitoring/change-alert-rule';
import { createAlertRule } from '@/lib/monitoring/create-alert-rule';
import { resetAlertRule } from '@/lib/monitoring/reset-alert-rule';
import { ChangeRuleInput, CreateRuleInput, RuleInput } from '@/lib/monitoring/schema';
import { defineAction } from '@/lib/web/define-action';

export const changeAlertRuleAction = defineAction(ChangeRuleInput, changeAlertRule);
export const createAlertRuleAction = defineAction(CreateRuleInput, createAlertRule);
export const resetAlertRuleAction = defineAction(RuleInput, resetAlertRule);
