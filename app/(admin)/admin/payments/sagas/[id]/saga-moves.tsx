'use client';

import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import type { ShownSaga } from '@/lib/monitoring/get-saga';
import { retrySagaAction, turnBackSagaAction } from './actions';

type Move = 'retry' | 'turn_back';

/** What a person can do about a saga: carry it on where it is stuck, or undo what it has done. */
export function SagaMoves({ saga }: { saga: ShownSaga }) {
  const t = useTranslations('sagas');
  const feedback = useFeedback();
  const router = useRouter();
  const [asked, setAsked] = useState<Move>();
  const close = () => setAsked(undefined);
  const run = (move: Move) => async () => {
    const act = move === 'retry' ? retrySagaAction : turnBackSagaAction;
    answerOf(await act({ id: saga.id }));
    feedback.success(t(`${move}_done`));
    router.refresh();
  };
  const dialog = (move: Move) => (
    <ConfirmDialog
      open={asked === move}
      close={close}
      title={t(`${move}_title`)}
      verb={t(move)}
      keep={t('back')}
      danger={move === 'turn_back'}
      failed={t(`${move}_failed`)}
      run={run(move)}
    >
      {t(`${move}_body`, { order_no: saga.order_no })}
    </ConfirmDialog>
  );
  return (
    <Flex gap={8} wrap>
      {saga.may_retry && (
        <Button type="primary" onClick={() => setAsked('retry')}>
          {t('retry')}
        </Button>
      )}
      {saga.may_turn_back && (
        <Button danger onClick={() => setAsked('turn_back')}>
          {t('turn_back')}
        </Button>
      )}
      {dialog('retry')}
      {dialog('turn_back')}
    </Flex>
  );
}
