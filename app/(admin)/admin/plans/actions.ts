'use server';

import { activatePlan } from '@/lib/catalog/activate-plan';
import { changePlan } from '@/lib/catalog/change-plan';
import { createPlan } from '@/lib/catalog/create-plan';
import { deactivatePlan } from '@/lib/catalog/deactivate-plan';
import { ChangePlanInput, PlanInput, PlanStateInput } from '@/lib/catalog/schema';
import { defineAction } from '@/lib/web/define-action';

export const createPlanAction = defineAction(PlanInput, createPlan);
export const changePlanAction = defineAction(ChangePlanInput, changePlan);
export const activatePlanAction = defineAction(PlanStateInput, activatePlan);
export const deactivatePlanAction = defineAction(PlanStateInput, deactivatePlan);
