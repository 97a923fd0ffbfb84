'use client';

import { Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { CardForm, wrongFieldOf } from '@/components/ui/card-form';
import { FormField } from '@/components/ui/form-field';
import { setPasswordAction } from './actions';

type SetPasswordFormProps = { token: string; email: string; shortest: number };

export function SetPasswordForm({ token, email, shortest }: SetPasswordFormProps) {
  const t = useTranslations('set_password');
  const [error, submit, pending] = useActionState(setPasswordAction, null);
  const unsafe = error?.error_code === 'PASSWORD_UNSAFE' && error.message;
  const wrong = wrongFieldOf(error ?? undefined) === 'new_password' && t('password_wrong', { shortest });
  return (
    <CardForm
      submit={submit}
      pending={pending}
      verb={t('submit')}
      error={unsafe ? undefined : (error ?? undefined)}
    >
      <input type="hidden" name="token" value={token} />
      {/* For password keepers, which ask whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <FormField label={t('password')} error={unsafe || wrong} help={t('password_help', { shortest })}>
        {(ids) => (
          <Input.Password {...ids} name="new_password" size="large" autoComplete="new-password" autoFocus />
        )}
      </FormField>
    </CardForm>
  );
}
