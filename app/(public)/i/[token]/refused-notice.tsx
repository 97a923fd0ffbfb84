'use client';

import { Result } from 'antd';
import { useTranslations } from 'next-intl';
import styles from './invitation.module.css';

/** @param message what is wrong and what to do, in the reader's language */
export function RefusedNotice({ message }: { message: string }) {
  const t = useTranslations('invitation');
  return (
    <Result
      className={styles.accepted}
      status="warning"
      title={<h1 className={styles.heading}>{t('refused')}</h1>}
      subTitle={message}
    />
  );
}
