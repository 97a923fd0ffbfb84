'use client';

import { Flex, Radio } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import type { Distributor } from '@/lib/distributors/get-distributor';
import { disableDistributorAction } from './actions';

type DisableDialogProps = { open: boolean; close: () => void; distributor: Distributor };

/** Ends sessions and keys, and asks what becomes of the codes. */
export function DisableDialog({ open, close, distributor }: DisableDialogProps) {
  const t = useTranslations('distributors');
  const router = useRouter();
  const feedback = useFeedback();
  const { id, name, is_active: active } = distributor;
  const [stopCodes, setStopCodes] = useState(!active);
  const run = async () => {
    answerOf(await disableDistributorAction({ distributor_id: id, stop_codes: stopCodes }));
    feedback.success(t(active ? 'disabled_done' : 'stopped_done', { name }));
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={t(active ? 'disable_title' : 'stop_title', { name })}
      verb={t(active ? 'disable' : 'stop_codes')}
      keep={t('keep')}
      danger
      failed={t('disable_failed')}
      run={run}
    >
      {active ? t('disable_body', { name }) : t('stop_body')}
      {active && (
        <Radio.Group
          aria-label={t('codes_choice')}
          value={stopCodes}
          onChange={({ target }) => setStopCodes(target.value === true)}
        >
          <Flex vertical gap={8}>
            <Radio value={false}>{t('codes_keep')}</Radio>
            <Radio value>{t('codes_stop')}</Radio>
          </Flex>
        </Radio.Group>
      )}
    </ConfirmDialog>
  );
}
