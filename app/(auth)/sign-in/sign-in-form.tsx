'use client';

import { Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { CardForm, wrongFieldOf } from '@/components/ui/card-form';
import { FormField } from '@/components/ui/form-field';
import { signInAction } from './actions';

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('sign_in');
  const [refused, submit, pending] = useActionState(signInAction, null);
  const wrongField = wrongFieldOf(refused?.error);
  return (
    <CardForm submit={submit} pending={pending} verb={t('submit')} error={refused?.error}>
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
    </CardForm>
  );
}
