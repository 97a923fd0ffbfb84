'use client';

import { Alert, Button } from 'antd';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { acceptAction } from './actions';
import styles from './invitation.module.css';
import { MemberNotice } from './member-notice';

type AcceptFormProps = { token: string; team: string; email: string };

/** A button, not the link alone: programs that look through mail open every link in it. */
export function AcceptForm({ token, team, email }: AcceptFormProps) {
  const t = useTranslations('invitation');
  const [answer, submit, pending] = useActionState(acceptAction, null);
  if (answer?.ok) return <MemberNotice team={answer.data.team} />;
  return (
    <>
      <h1 className={styles.heading}>{t('heading', { team })}</h1>
      <p className={styles.purpose}>{t('purpose', { email })}</p>
      <form action={submit} className={styles.form}>
        <input type="hidden" name="token" value={token} />
        {answer && <Alert type="error" showIcon role="alert" title={answer.error.message} />}
        <Button type="primary" size="large" htmlType="submit" block loading={pending}>
          {t('accept')}
        </Button>
      </form>
    </>
  );
}
