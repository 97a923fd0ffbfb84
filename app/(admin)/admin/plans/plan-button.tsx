'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useDrawer } from '@/components/ui/use-drawer';
import type { AnyPlan } from '@/lib/catalog/schema';

// Most visits change no plan, so the drawer comes with the first click.
const PlanDrawer = dynamic(() => import('./plan-drawer').then((file) => file.PlanDrawer), { ssr: false });

/** Opens the drawer of a plan, or of a new one. */
export function PlanButton({ plan }: { plan?: AnyPlan }) {
  const t = useTranslations('plans');
  const { show, drawer } = useDrawer(plan ? undefined : 'plan');
  return (
    <>
      <Button
        type={plan ? 'default' : 'primary'}
        size={plan && 'small'}
        aria-haspopup="dialog"
        aria-label={plan && t('change_of', { name: plan.name })}
        onClick={show}
      >
        {t(plan ? 'change' : 'create')}
      </Button>
      {drawer && <PlanDrawer {...drawer} key={drawer.key} plan={plan} />}
    </>
  );
}
