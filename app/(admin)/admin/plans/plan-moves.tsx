'use client';

import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { useDrawer } from '@/components/ui/use-drawer';
import type { AnyPlan } from '@/lib/catalog/schema';
import { activatePlanAction, deactivatePlanAction } from './actions';
import { PlanButton } from './plan-button';

const ConfirmDialog = dynamic(
  () => import('@/components/ui/confirm-dialog').then((file) => file.ConfirmDialog),
  { ssr: false },
);

/** What an admin can do with a plan now. */
export function PlanMoves({ plan }: { plan: AnyPlan }) {
  const t = useTranslations('plans');
  const router = useRouter();
  const feedback = useFeedback();
  const { show, drawer } = useDrawer();
  const { id, name, is_active: active } = plan;
  const move = active ? 'deactivate' : 'activate';
  const run = async () => {
    answerOf(await (active ? deactivatePlanAction : activatePlanAction)({ plan_id: id }));
    feedback.success(t(`${move}.done`, { name }));
    router.refresh();
  };
  return (
    <Flex gap={8} wrap justify="flex-end">
      <PlanButton plan={plan} />
      <Button
        size="small"
        danger={active}
        aria-haspopup="dialog"
        aria-label={t(`${move}.named`, { name })}
        onClick={show}
      >
        {t(`${move}.verb`)}
      </Button>
      {drawer && (
        <ConfirmDialog
          open={drawer.open}
          close={drawer.close}
          title={t(`${move}.title`, { name })}
          verb={t(`${move}.verb`)}
          keep={t('keep')}
          danger={active}
          failed={t(`${move}.failed`)}
          run={run}
        >
          {t(`${move}.body`)}
        </ConfirmDialog>
      )}
    </Flex>
  );
}
