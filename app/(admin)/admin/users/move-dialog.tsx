'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { newFormKey } from '@/components/ui/form-key';
import type { ShownUser } from '@/lib/accounts/list-users';
import { disableUserAction, enableUserAction, renewPasswordLinkAction } from './actions';

const ACTIONS = { disable: disableUserAction, enable: enableUserAction, link: renewPasswordLinkAction };

export type Move = keyof typeof ACTIONS;

type MoveDialogProps = { open: boolean; close: () => void; user: ShownUser; move: Move };

export function MoveDialog({ open, close, user, move }: MoveDialogProps) {
  const t = useTranslations('users');
  const router = useRouter();
  const feedback = useFeedback();
  const [formKey] = useState(newFormKey);
  const { name, email } = user;
  const first = move === 'link' && user.state === 'invited';
  const run = async () => {
    answerOf<object>(await ACTIONS[move]({ user_id: user.id }, formKey));
    feedback.success(t(`move.${move}.done`, { name, email }));
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={t(`move.${move}.title`, { name })}
      verb={t(`move.${move}.verb`)}
      keep={t('cancel')}
      danger={move === 'disable'}
      failed={t(`move.${move}.failed`)}
      run={run}
    >
      {t(first ? 'move.link.first_body' : `move.${move}.body`, { name, email })}
    </ConfirmDialog>
  );
}
