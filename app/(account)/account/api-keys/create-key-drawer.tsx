'use client';

import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Drawer, Flex, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useRef, useState, type SubmitEvent } from 'react';
import { answerOf, RefusedError } from '@/components/ui/answers';
import { CopyButton } from '@/components/ui/copy-button';
import { FormField } from '@/components/ui/form-field';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import { useLeaveGuard } from '@/components/ui/use-leave-guard';
import { createApiKeyAction } from './actions';
import styles from './create-key-drawer.module.css';

/** A name first, then the key, this once, and how a program uses it. */
export function CreateKeyDrawer({ open, close }: { open: boolean; close: () => void }) {
  const t = useTranslations('api_keys');
  const router = useRouter();
  const sent = useRef(false);
  const [touched, setTouched] = useState(false);
  const creation = useMutation({
    mutationFn: async (name: string) => answerOf(await createApiKeyAction({ name })),
    onSuccess: () => router.refresh(),
    onError: () => {
      sent.current = false;
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    if (typeof name !== 'string' || sent.current) return;
    sent.current = true;
    creation.mutate(name);
  };
  const wrong = creation.error instanceof RefusedError && creation.error.errorCode === 'VALIDATION_ERROR';
  const leave = useLeaveGuard({
    open,
    touched: touched && !creation.data,
    busy: creation.isPending,
    close,
  });
  // A click beside the drawer must not take away what can never be shown again.
  const mayLeave = !creation.isPending && !creation.data;
  return (
    <Drawer
      open={open}
      title={t('create')}
      size={720}
      onClose={leave}
      closable={!creation.isPending}
      keyboard={mayLeave}
      mask={{ closable: mayLeave }}
      destroyOnHidden
      styles={{ wrapper: { maxWidth: '100%' } }}
    >
      {creation.data ? (
        <Made apiKey={creation.data.key} close={close} />
      ) : (
        <form className={styles.form} onSubmit={submit} noValidate>
          <FormField label={t('name')} error={wrong && t('name_wrong')} help={t('name_help')}>
            {(ids) => (
              <Input
                {...ids}
                name="name"
                autoFocus
                autoComplete="off"
                placeholder={t('example')}
                onChange={({ target }) => setTouched(target.value !== '')}
              />
            )}
          </FormField>
          {creation.error && !wrong && <RefusalNotice title={t('create_failed')} error={creation.error} />}
          <Button type="primary" htmlType="submit" loading={creation.isPending}>
            {t('create')}
          </Button>
        </form>
      )}
    </Drawer>
  );
}

function Made({ apiKey, close }: { apiKey: string; close: () => void }) {
  const t = useTranslations('api_keys');
  const call = `curl -H "Authorization: Bearer ${apiKey}" ${location.origin}/api/v1/plans`;
  return (
    <Flex vertical gap={16} align="start">
      <Alert type="warning" showIcon title={t('once')} description={t('once_body')} />
      <div className={styles.secret}>
        <code>{apiKey}</code>
        <CopyButton text={apiKey} label={t('copy')} />
      </div>
      <div className={styles.call}>
        <p>{t('try')}</p>
        <div className={styles.secret}>
          <code>{call}</code>
          <CopyButton text={call} label={t('copy_call')} />
        </div>
      </div>
      <Button type="primary" onClick={close}>
        {t('kept')}
      </Button>
    </Flex>
  );
}
