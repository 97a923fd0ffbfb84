'use client';

import { Alert, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { CardForm, wrongFieldOf } from '@/components/ui/card-form';
import { FormField } from '@/components/ui/form-field';
import { requestLinkAction } from './actions';

export function ForgotForm() {
  const t = useTranslations('forgot_password');
  const [answer, submit, pending] = useActionState(requestLinkAction, null);
  if (answer?.result.ok)
    return (
      <Alert
        type="success"
        showIcon
        role="status"
        title={t('asked')}
        description={t('asked_next', { email: answer.result.data.email })}
      />
    );
  const error = answer?.result.ok === false ? answer.result.error : undefined;
  return (
    <CardForm submit={submit} pending={pending} verb={t('submit')} error={error}>
      <FormField label={t('email')} error={wrongFieldOf(error) === 'email' && t('email_missing')}>
        {(ids) => (
          <Input
            {...ids}
            name="email"
            type="email"
            size="large"
            autoComplete="username"
            defaultValue={answer?.email}
            autoFocus={!answer}
          />
        )}
      </FormField>
    </CardForm>
  );
}
