'use client';

import { Alert } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { FieldsDrawer } from '@/components/ui/fields-drawer';
import type { AnyPlan } from '@/lib/catalog/schema';
import { changePlanAction, createPlanAction } from './actions';
import { draftOf, inputOf, isPlanFieldRight, PLAN_FIELDS, type PlanDraft } from './plan-draft';

type PlanDrawerProps = { open: boolean; close: () => void; plan?: AnyPlan };

const KEYBOARDS = {
  price: 'decimal',
  code_count: 'numeric',
  code_max_uses: 'numeric',
  expires_days: 'numeric',
  validity_days: 'numeric',
  name: undefined,
  currency: undefined,
} as const;

/** Puts a plan on sale, or sells one under other terms from now on. */
export function PlanDrawer({ open, close, plan }: PlanDrawerProps) {
  const t = useTranslations('plans');
  const router = useRouter();
  const feedback = useFeedback();
  const run = async (draft: PlanDraft, formKey: string) => {
    const terms = inputOf(draft);
    const saved = answerOf(
      plan
        ? await changePlanAction({ plan_id: plan.id, version: plan.version, ...terms })
        : await createPlanAction(terms, formKey),
    );
    feedback.success(t(plan ? 'changed_done' : 'created_done', { name: saved.name }));
    router.refresh();
  };
  return (
    <FieldsDrawer
      open={open}
      close={close}
      title={plan ? t('change_title', { name: plan.name }) : t('create')}
      note={plan && <Alert type="info" showIcon title={t('change_note')} />}
      fields={PLAN_FIELDS.map((name) => ({
        name,
        label: t(`field.${name}`),
        help: t(`help.${name}`),
        wrong: t(`wrong.${name}`),
        inputMode: KEYBOARDS[name],
      }))}
      before={draftOf(plan)}
      isRight={isPlanFieldRight}
      verb={t(plan ? 'save' : 'create')}
      failed={t(plan ? 'change_failed' : 'create_failed')}
      run={run}
    />
  );
}
