'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { revokeApiKeyAction } from './actions';

type RevokeDialogProps = {
  open: boolean;
  close: () => void;
  apiKey: { id: number; name: string; prefix: string };
};

export function RevokeDialog({ open, close, apiKey }: RevokeDialogProps) {
  const t = useTranslations('api_keys');
  const router = useRouter();
  const feedback = useFeedback();
  const { id, name, prefix } = apiKey;
  const revoke = async () => {
    answerOf(await revokeApiKeyAction({ api_key_id: id }));
    feedback.success(t('revoked', { name }));
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={open}
      close={close}
      title={t('revoke_title', { name })}
      verb={t('revoke')}
      keep={t('keep')}
      danger
      failed={t('revoke_failed')}
      run={revoke}
    >
      {t('revoke_body', { prefix })}
    </ConfirmDialog>
  );
}
