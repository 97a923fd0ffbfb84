'use client';

import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { ActionButton } from '@/components/ui/action-button';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { useDrawer } from '@/components/ui/use-drawer';
import type { ShownRule } from '@/lib/monitoring/list-alert-rules';
import { resetAlertRuleAction } from './actions';
import type { ChannelChoice } from './rule-drawer';
import { useRuleWords } from './use-rule-words';

const RuleDrawer = dynamic(() => import('./rule-drawer').then((file) => file.RuleDrawer), { ssr: false });
const ConfirmDialog = dynamic(
  () => import('@/components/ui/confirm-dialog').then((file) => file.ConfirmDialog),
  { ssr: false },
);

type RuleMovesProps = { rule: ShownRule; channels: ChannelChoice[] };

/** What an admin can do with a rule now. */
export function RuleMoves({ rule, channels }: RuleMovesProps) {
  const t = useTranslations('alert_rules');
  const name = useRuleWords().nameOf(rule);
  const { show, drawer } = useDrawer();
  return (
    <Flex gap={8} wrap>
      <Button size="small" aria-haspopup="dialog" aria-label={t('change_of', { name })} onClick={show}>
        {t('change')}
      </Button>
      {rule.own ? <Remove rule={rule} name={name} /> : rule.changed && <Reset rule={rule} name={name} />}
      {drawer && <RuleDrawer {...drawer} key={drawer.key} rule={rule} channels={channels} />}
    </Flex>
  );
}

function Reset({ rule: { rule, subject }, name }: { rule: ShownRule; name: string }) {
  const t = useTranslations('alert_rules');
  return (
    <ActionButton
      verb={t('reset')}
      named={t('reset_of', { name })}
      run={() => resetAlertRuleAction({ rule, subject })}
      done={t('reset_done')}
      failed={t('reset_failed')}
    />
  );
}

function Remove({ rule: { rule, subject }, name }: { rule: ShownRule; name: string }) {
  const t = useTranslations('alert_rules');
  const router = useRouter();
  const feedback = useFeedback();
  const { show, drawer } = useDrawer();
  const run = async () => {
    answerOf(await resetAlertRuleAction({ rule, subject }));
    feedback.success(t('remove_done'));
    router.refresh();
  };
  return (
    <>
      <Button danger size="small" aria-haspopup="dialog" aria-label={t('remove_of', { name })} onClick={show}>
        {t('remove')}
      </Button>
      {drawer && (
        <ConfirmDialog
          open={drawer.open}
          close={drawer.close}
          title={t('remove_title')}
          verb={t('remove')}
          keep={t('keep')}
          danger
          failed={t('remove_failed')}
          run={run}
        >
          {t('remove_body')}
        </ConfirmDialog>
      )}
    </>
  );
}
