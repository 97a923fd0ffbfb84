'use client';

import { Alert, Button, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { startTransition, useActionState, type SubmitEvent } from 'react';
import { FormField } from '@/components/ui/form-field';
import { redeemAction } from './actions';
import { InvitedNotice } from './invited-notice';
import styles from './redeem.module.css';

type RedeemFormProps = {
  code: string;
  /** What is wrong with the code in the address, until something else is known. */
  notice: string | undefined;
};

export function RedeemForm({ code, notice }: RedeemFormProps) {
  const t = useTranslations('redeem');
  const [answer, submit, pending] = useActionState(redeemAction, null);
  const result = answer?.result;
  if (result?.ok) return <InvitedNotice invitation={result.data} />;

  const error = result?.error;
  const wrongField = error?.error_code === 'VALIDATION_ERROR' ? error.details.field : undefined;
  const refusal = wrongField ? undefined : (error?.message ?? notice);
  // With scripts, React would empty the fields after each attempt: what was typed meanwhile would be lost.
  const keepInput = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!pending) startTransition(() => submit(form));
  };
  return (
    <>
      <h1 className={styles.heading}>{t('heading')}</h1>
      <p className={styles.purpose}>{t('purpose')}</p>
      <form action={submit} onSubmit={keepInput} className={styles.form} noValidate>
        <FormField label={t('code')} error={wrongField === 'code' && t('code_wrong')}>
          {(ids) => (
            <Input
              {...ids}
              name="code"
              size="large"
              className={styles.code}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              placeholder="ORD1_A1B2C3D4"
              defaultValue={answer?.code ?? code}
              autoFocus={!answer && !code}
            />
          )}
        </FormField>
        <FormField label={t('email')} error={wrongField === 'email' && t('email_wrong')}>
          {(ids) => (
            <Input
              {...ids}
              name="email"
              type="email"
              size="large"
              autoComplete="email"
              defaultValue={answer?.email}
              autoFocus={!answer && Boolean(code)}
            />
          )}
        </FormField>
        {refusal && <Alert type="error" showIcon role="alert" title={refusal} />}
        <Button type="primary" size="large" htmlType="submit" block loading={pending}>
          {t('submit')}
        </Button>
      </form>
    </>
  );
}
