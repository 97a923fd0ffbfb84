'use client';

import { Alert, Button, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { startTransition, useActionState, type SubmitEvent } from 'react';
import { FormField } from '@/components/ui/form-field';
import { signInAction } from './actions';
import styles from './sign-in.module.css';
import { Wait } from './wait';

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('sign_in');
  const [refused, submit, pending] = useActionState(signInAction, null);
  const error = refused?.error;
  const wrongField = error?.error_code === 'VALIDATION_ERROR' ? error.details.field : undefined;
  const seconds = error?.error_code === 'RATE_LIMITED' ? Number(error.details.retry_after) : undefined;
  // With scripts, React would empty the fields after each attempt: what was typed meanwhile would be lost.
  const keepInput = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!pending) startTransition(() => submit(form));
  };
  return (
    <form action={submit} onSubmit={keepInput} className={styles.form} noValidate>
      <input type="hidden" name="next" value={next} />
      <FormField label={t('email')} error={wrongField === 'email' && t('email_missing')}>
        {(ids) => (
          <Input
            {...ids}
            name="email"
            type="email"
            size="large"
            autoComplete="username"
            defaultValue={refused?.email}
            autoFocus={!refused}
          />
        )}
      </FormField>
      <FormField label={t('password')} error={wrongField === 'password' && t('password_missing')}>
        {(ids) => <Input.Password {...ids} name="password" size="large" autoComplete="current-password" />}
      </FormField>
      {error && !wrongField && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={seconds === undefined ? error.message : <Wait key={error.request_id} seconds={seconds} />}
        />
      )}
      <Button type="primary" size="large" htmlType="submit" block loading={pending}>
        {t('submit')}
      </Button>
    </form>
  );
}
