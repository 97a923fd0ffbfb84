'use client';

import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useState, type SubmitEvent } from 'react';
import { answerOf, RefusedError } from '@/components/ui/answers';
import { FormField } from '@/components/ui/form-field';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import { ChangePasswordInput, PASSWORD_SHORTEST } from '@/lib/accounts/schema';
import styles from './account.module.css';
import { changePasswordAction } from './actions';

type Field = keyof typeof ChangePasswordInput.shape;

/** Refusals that are about one field, and stand beside it. */
const ABOUT: Record<string, Field> = { WRONG_PASSWORD: 'current_password', PASSWORD_UNSAFE: 'new_password' };

export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('account');
  const [wrong, setWrong] = useState<Field>();
  const change = useMutation({
    mutationFn: async (form: FormData) => {
      const input = ChangePasswordInput.parse(Object.fromEntries(form));
      return answerOf(await changePasswordAction(input));
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const checked = ChangePasswordInput.safeParse(Object.fromEntries(form));
    setWrong(checked.error?.issues[0]?.path[0] as Field | undefined);
    if (checked.success && !change.isPending) change.mutate(form);
  };
  const refused = change.error instanceof RefusedError ? ABOUT[change.error.errorCode] : undefined;
  const errorOf = (field: Field) => {
    if (wrong) return wrong === field && t(`${field}_wrong`, { shortest: PASSWORD_SHORTEST });
    return refused === field && change.error?.message;
  };
  if (change.isSuccess)
    return (
      <Alert
        type="success"
        showIcon
        role="status"
        title={t('password_changed')}
        description={t('sessions_ended')}
        action={<Button href="/sign-in">{t('sign_in_again')}</Button>}
      />
    );
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {/* For password keepers, which ask whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <FormField label={t('current_password')} error={errorOf('current_password')}>
        {(ids) => <Input.Password {...ids} name="current_password" autoComplete="current-password" />}
      </FormField>
      <FormField label={t('new_password')} error={errorOf('new_password')}>
        {(ids) => <Input.Password {...ids} name="new_password" autoComplete="new-password" />}
      </FormField>
      <p className={styles.help}>{t('password_help', { shortest: PASSWORD_SHORTEST })}</p>
      {change.error && !refused && !wrong && (
        <RefusalNotice title={t('password_failed')} error={change.error} />
      )}
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('change_password')}
      </Button>
    </form>
  );
}
