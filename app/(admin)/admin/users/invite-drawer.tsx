'use client';

import { useMutation } from '@tanstack/react-query';
import { Button, Drawer, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState, type SubmitEvent } from 'react';
import { answerOf, RefusedError } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import fields from '@/components/ui/field.module.css';
import { FormField } from '@/components/ui/form-field';
import { newFormKey } from '@/components/ui/form-key';
import { formText } from '@/components/ui/form-text';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import { inviteStaffAction } from './actions';
import styles from './invite-drawer.module.css';

/** Somebody new of the house: the mail that invites them is sent instead of a password that is told. */
export function InviteDrawer({ close }: { close: () => void }) {
  const t = useTranslations('users');
  const router = useRouter();
  const feedback = useFeedback();
  const [formKey, setFormKey] = useState(newFormKey);
  const [touched, setTouched] = useState(false);
  const inviting = useMutation({
    mutationFn: async (form: FormData) => {
      const [email, name] = [formText(form, 'email'), formText(form, 'name')];
      const role = form.get('role') === 'ADMIN' ? 'ADMIN' : 'OPERATOR';
      answerOf(await inviteStaffAction({ email, name, role }, formKey));
      return email.trim();
    },
    onSuccess: (email) => {
      feedback.success(t('invited', { email }));
      router.refresh();
      close();
    },
    // What is sent next is another invitation.
    onError: (error) => error instanceof RefusedError && setFormKey(newFormKey()),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!inviting.isPending) inviting.mutate(new FormData(event.currentTarget));
  };
  const leave = () => {
    if (inviting.isPending) return;
    if (!touched) return close();
    feedback.dialog((modal) =>
      modal.confirm({
        title: t('discard_title'),
        okText: t('discard'),
        cancelText: t('keep_editing'),
        onOk: close,
      }),
    );
  };
  const refusal = inviting.error instanceof RefusedError ? inviting.error : undefined;
  const errorOf = (field: 'email' | 'name') => {
    if (refusal?.field !== field) return undefined;
    return refusal.errorCode === 'EMAIL_TAKEN' ? refusal.message : t(`${field}_wrong`);
  };
  const beside = refusal?.field === 'email' || refusal?.field === 'name';
  return (
    <Drawer
      open
      title={t('invite')}
      size={720}
      onClose={leave}
      mask={{ closable: !inviting.isPending }}
      styles={{ wrapper: { maxWidth: '100%' } }}
    >
      <form className={styles.form} onSubmit={submit} onChange={() => setTouched(true)} noValidate>
        <FormField label={t('email')} error={errorOf('email')} help={t('email_help')}>
          {(ids) => <Input {...ids} name="email" type="email" autoComplete="off" autoFocus />}
        </FormField>
        <FormField label={t('name')} error={errorOf('name')}>
          {(ids) => <Input {...ids} name="name" autoComplete="off" />}
        </FormField>
        <FormField label={t('role')} error={undefined} help={t('role_help')}>
          {({ status: _status, ...ids }) => (
            <select {...ids} name="role" className={fields.field}>
              <option value="OPERATOR">{t('role_of.OPERATOR')}</option>
              <option value="ADMIN">{t('role_of.ADMIN')}</option>
            </select>
          )}
        </FormField>
        {inviting.error && !beside && <RefusalNotice title={t('invite_failed')} error={inviting.error} />}
        <Button type="primary" htmlType="submit" loading={inviting.isPending}>
          {t('send_invitation')}
        </Button>
      </form>
    </Drawer>
  );
}
