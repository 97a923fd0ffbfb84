'use client';

import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState, type SubmitEvent } from 'react';
import { answerOf, RefusedError } from '@/components/ui/answers';
import { focusOn } from '@/components/ui/focus-on';
import { FormField } from '@/components/ui/form-field';
import { formText } from '@/components/ui/form-text';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import { changePasswordAction } from './actions';
import styles from './account.module.css';

const FIELDS = ['current_password', 'new_password'] as const;
type Field = (typeof FIELDS)[number];

/** What cannot be right, whatever the password is. */
function wrongIn(form: FormData, shortest: number) {
  const least = { current_password: 1, new_password: shortest };
  return FIELDS.filter((name) => formText(form, name).normalize('NFKC').length < least[name]);
}

/** Refusals that are about one field, and stand beside it. */
const ABOUT: Record<string, Field> = { WRONG_PASSWORD: 'current_password', PASSWORD_UNSAFE: 'new_password' };

export function PasswordForm({ email, shortest }: { email: string; shortest: number }) {
  const t = useTranslations('account');
  const router = useRouter();
  const change = useMutation({
    mutationFn: async (form: FormData) => {
      const current_password = formText(form, 'current_password');
      const new_password = formText(form, 'new_password');
      return answerOf(await changePasswordAction({ current_password, new_password }));
    },
    onSuccess: () => router.refresh(),
  });
  const [wrong, setWrong] = useState<Field[]>([]);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const found = wrongIn(data, shortest);
    setWrong(found);
    const [first] = found;
    if (first) focusOn(form, first);
    else if (!change.isPending) change.mutate(data);
  };
  const refusal = change.error instanceof RefusedError ? change.error : undefined;
  const about = refusal && (ABOUT[refusal.errorCode] ?? refusal.field);
  const errorOf = (field: Field) => {
    if (wrong.includes(field)) return t(`${field}_wrong`, { shortest });
    if (wrong.length > 0 || !refusal || about !== field) return undefined;
    return refusal.errorCode in ABOUT ? refusal.message : t(`${field}_wrong`, { shortest });
  };
  if (change.isSuccess)
    return (
      <Alert
        type="success"
        showIcon
        role="status"
        title={t('password_changed')}
        description={t('sessions_ended')}
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
      <p className={styles.help}>{t('password_help', { shortest })}</p>
      {change.error && !about && wrong.length === 0 && (
        <RefusalNotice title={t('password_failed')} error={change.error} />
      )}
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('change_password')}
      </Button>
    </form>
  );
}
