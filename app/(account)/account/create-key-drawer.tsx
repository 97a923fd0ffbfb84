'use client';

import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Drawer, Flex, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useRef, useState, type SubmitEvent } from 'react';
import { answerOf } from '@/components/ui/answers';
import { CopyButton } from '@/components/ui/copy-button';
import { FormField } from '@/components/ui/form-field';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import { CreateApiKeyInput } from '@/lib/accounts/schema';
import styles from './account.module.css';
import { createApiKeyAction } from './actions';

/** A name first, then the key, this once. */
export function CreateKeyDrawer({ close }: { close: () => void }) {
  const t = useTranslations('account');
  const router = useRouter();
  const [wrong, setWrong] = useState(false);
  const sent = useRef(false);
  const creation = useMutation({
    mutationFn: async (name: string) => answerOf(await createApiKeyAction({ name })),
    onSuccess: () => router.refresh(),
    onError: () => {
      sent.current = false;
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = CreateApiKeyInput.safeParse(Object.fromEntries(new FormData(event.currentTarget)));
    setWrong(!input.success);
    if (!input.success || sent.current) return;
    sent.current = true;
    creation.mutate(input.data.name);
  };
  // A click beside the drawer must not take away what can never be shown again.
  const mayLeave = !creation.isPending && !creation.data;
  return (
    <Drawer
      open
      title={t('create_key')}
      size={720}
      onClose={close}
      closable={!creation.isPending}
      keyboard={mayLeave}
      mask={{ closable: mayLeave }}
      styles={{ wrapper: { maxWidth: '100%' } }}
    >
      {creation.data ? (
        <Flex vertical gap={16} align="start">
          <Alert type="warning" showIcon title={t('key_once')} description={t('key_once_body')} />
          <div className={styles.secret}>
            <code>{creation.data.key}</code>
            <CopyButton text={creation.data.key} label={t('copy_key')} />
          </div>
          <Button type="primary" onClick={close}>
            {t('key_kept')}
          </Button>
        </Flex>
      ) : (
        <form className={styles.form} onSubmit={submit} noValidate>
          <FormField label={t('key_name')} error={wrong && t('key_name_wrong')}>
            {(ids) => (
              <Input {...ids} name="name" autoFocus autoComplete="off" placeholder={t('key_example')} />
            )}
          </FormField>
          {creation.error && <RefusalNotice title={t('create_key_failed')} error={creation.error} />}
          <Button type="primary" htmlType="submit" loading={creation.isPending}>
            {t('create_key')}
          </Button>
        </form>
      )}
    </Drawer>
  );
}
