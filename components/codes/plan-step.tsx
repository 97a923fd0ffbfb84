'use client';

import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { MoneyText } from '@/components/ui/money-text';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import type { Plan } from '@/lib/catalog/schema';
import { plansQuery } from './purchase-queries';
import choice from './choice-cards.module.css';
import styles from './plan-step.module.css';

type PlanStepProps = { chosen: number | undefined; choose: (planId: number) => void };

/** The plans on sale as cards. They are radio buttons, so arrows, space and screen readers work as everywhere. */
export function PlanStep({ chosen, choose }: PlanStepProps) {
  const t = useTranslations('buy_codes');
  const { data: plans, error, refetch } = useQuery(plansQuery());
  if (error) return <RefusalNotice title={t('plans_failed')} error={error} retry={() => void refetch()} />;
  if (!plans) return <Skeleton active paragraph={{ rows: 8 }} title={false} />;
  if (plans.length === 0) return <EmptyState>{t('no_plans')}</EmptyState>;
  return (
    <fieldset className={choice.cards}>
      <legend className="heard">{t('step.plan')}</legend>
      {plans.map((plan) => (
        <label key={plan.id} className={choice.card}>
          <input
            type="radio"
            name="plan"
            value={plan.id}
            checked={plan.id === chosen}
            onChange={() => choose(plan.id)}
          />
          <span className={choice.name}>{plan.name}</span>
          <span className={styles.price}>
            <MoneyText amount={plan.price} currency={plan.currency} />
          </span>
          <Terms plan={plan} />
        </label>
      ))}
    </fieldset>
  );
}

function Terms({ plan }: { plan: Plan }) {
  const t = useTranslations('buy_codes');
  return (
    <ul className={styles.terms}>
      <li>{t('plan_codes', { count: plan.code_count })}</li>
      <li>{t('plan_uses', { count: plan.code_max_uses })}</li>
      <li>{plan.expires_days ? t('plan_expires', { days: plan.expires_days }) : t('plan_never_expires')}</li>
      <li>{plan.validity_days ? t('plan_validity', { days: plan.validity_days }) : t('plan_no_end')}</li>
    </ul>
  );
}
